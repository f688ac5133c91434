// Small conveniences. Every page works without them; what needs them is hidden until they run.
import { facets } from "./components/facets.js";
import { copyButtons } from "./components/copy.js";
import { findIn } from "./components/find-in.js";
import { folios } from "./components/folio.js";
import { sounds } from "./components/sound.js";
import { toc } from "./components/toc.js";
import { passkeys } from "./components/passkey.js";
import { signOut } from "./components/sign-out.js";
import { theme } from "./components/foot.js";

for (const begin of [theme, facets, copyButtons, toc, sounds, folios, findIn, passkeys, signOut]) begin();
