"""The door and the account: our addresses, under our names and under those allauth asks for."""

from __future__ import annotations

from allauth.account import views
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, re_path, register_converter
from django.views.decorators.cache import never_cache

from cases.web import account, entrance, houses, privacy

register_converter(houses.HouseKindConverter, "house_kind")

HOUSE = "akun/<house_kind:kind>/<slug:slug>/"

ours = [
    path("masuk/", entrance.sign_in, name="sign_in"),
    path("keluar/", entrance.sign_out, name="sign_out"),
    path("undangan/", entrance.invited, name="invited"),
    path("undangan/<str:token>/", entrance.invitation, name="invitation"),
    path("daftar/", entrance.sign_up, name="sign_up"),
    path("akun/", account.account, name="account"),
    path("akun/data-pribadi/", privacy.own, name="own_data"),
    path("akun/data-pribadi/unduh.json", privacy.export, name="own_data_export"),
    path("data-pribadi/", privacy.outside, name="privacy_new"),
    path("data-pribadi/terkirim/", privacy.sent, name="privacy_sent"),
    path("data-pribadi/<str:token>/", privacy.linked, name="privacy_request"),
    path("akun/sesi/", account.sessions, name="sessions"),
    path("akun/sesi/akhiri-lainnya/", account.end_other_sessions, name="end_other_sessions"),
    path("akun/lembaga/", houses.houses, name="houses"),
    path(HOUSE, houses.house, name="house"),
    path(f"{HOUSE}undangan/<int:pk>/cabut/", houses.revoke, name="invitation_revoke"),
    path(f"{HOUSE}anggota/<int:pk>/peran/", houses.change_role, name="member_role"),
    path(f"{HOUSE}anggota/<int:pk>/akhiri/", houses.end_membership, name="member_end"),
]

# allauth looks its own pages up by these names.
allauth = [
    path("masuk/", entrance.sign_in, name="account_login"),
    path("keluar/", entrance.sign_out, name="account_logout"),
    path("daftar/", entrance.sign_up, name="account_signup"),
    path("masuk/tidak-aktif/", views.account_inactive, name="account_inactive"),
    path("masuk/kode/", factor.authenticate, name="mfa_authenticate"),
    path("masuk/kunci-sandi/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("kata-sandi/lupa/", views.password_reset, name="account_reset_password"),
    path("kata-sandi/terkirim/", views.password_reset_done, name="account_reset_password_done"),
    path(
        "kata-sandi/baru/selesai/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^kata-sandi/baru/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        never_cache(views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "akun/surel/konfirmasi/",
        views.email_verification_sent,
        name="account_email_verification_sent",
    ),
    path(
        "akun/surel/konfirmasi/<str:key>/",
        never_cache(views.confirm_email),
        name="account_confirm_email",
    ),
    path("akun/surel/", never_cache(views.email), name="account_email"),
    path(
        "akun/kata-sandi/", never_cache(views.password_change), name="account_change_password"
    ),
    path(
        "akun/kata-sandi/pasang/", never_cache(views.password_set), name="account_set_password"
    ),
    path("akun/pastikan/", never_cache(views.reauthenticate), name="account_reauthenticate"),
    path("akun/pastikan/kode/", never_cache(factor.reauthenticate), name="mfa_reauthenticate"),
    path(
        "akun/pastikan/kunci-sandi/",
        never_cache(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("akun/faktor-kedua/", account.second_factor, name="mfa_index"),
    path("akun/faktor-kedua/", account.second_factor, name="mfa_list_webauthn"),
    path(
        "akun/faktor-kedua/aplikasi/",
        never_cache(account.activate_app),
        name="mfa_activate_totp",
    ),
    path(
        "akun/faktor-kedua/aplikasi/lepas/",
        never_cache(totp.deactivate_totp),
        name="mfa_deactivate_totp",
    ),
    path(
        "akun/faktor-kedua/kunci-sandi/",
        never_cache(webauthn.add_webauthn),
        name="mfa_add_webauthn",
    ),
    path(
        "akun/faktor-kedua/kunci-sandi/<int:pk>/lepas/",
        account.remove_passkey,
        name="mfa_remove_webauthn",
    ),
    path(
        "akun/faktor-kedua/pemulihan/",
        never_cache(codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "akun/faktor-kedua/pemulihan/baru/",
        never_cache(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "akun/faktor-kedua/pemulihan/unduh/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]

urlpatterns = [*ours, *allauth]
