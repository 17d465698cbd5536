"""A backup of the embedded databases while everything runs."""

from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.app import App
from bot.encryption import AUDIT_FILE, FILE, INDEX_FILE, index_key_of
from bot.keeping.archive import (
    CONVERSATIONS,
    DATABASES,
    RECORDS,
    SECRET,
    BadBackup,
    Manifest,
    digest_of,
    write,
)
from bot.settings import Settings
from bot.store import TrackerDatabase
from bot.store.copying import copy, file_of, nobody_writes, rows_in
from bot.store.kept_audit import AuditAction

ACTOR = "command"
ON_A_SERVER = (
    "The databases are on a PostgreSQL server: back both up there, as at one moment (docs/operations.md says how). "
    "This command is for the embedded ones."
)


def back_up(app: App, out: Path, with_keys: bool) -> Manifest:
    """Write a backup, in which both databases are as at one moment, and return what is in it.

    Raises BadBackup and RecordsUnavailable.
    """
    settings = app.settings
    sources = databases(settings)
    app.audit(ACTOR, AuditAction.BACKED_UP, with_keys=with_keys)
    TrackerDatabase(settings.tracker, settings.cipher).prepare()
    with TemporaryDirectory(dir=settings.home, prefix=".backup-") as folder:
        copies = Path(folder)
        # A turn writes into the records before and after Rasa keeps it: while nobody writes there, none is between.
        with nobody_writes(sources[RECORDS]):
            for name in DATABASES:
                copy(sources[name], copies / name)
        names = [*DATABASES, *(_copy_keys(settings, copies) if with_keys else ())]
        manifest = Manifest(
            app.now().isoformat(timespec="seconds"),
            version("aftercart"),
            (*settings.cipher.fingerprints, settings.cipher.index_fingerprint),
            {name: dict(rows_in(copies / name)) for name in DATABASES},
            {name: digest_of(copies / name) for name in names},
        )
        write(out, manifest, copies)
    return manifest


def databases(settings: Settings) -> dict[str, Path]:
    """The files of the embedded databases. Raises BadBackup where one is on a server."""
    files = {RECORDS: file_of(settings.records), CONVERSATIONS: file_of(settings.tracker)}
    if None in files.values():
        raise BadBackup(ON_A_SERVER)
    return files


def _copy_keys(settings: Settings, folder: Path) -> list[str]:
    keys = {
        FILE: ",".join(settings.keys),
        INDEX_FILE: index_key_of(settings.index_key.get_secret_value(), settings.home),
        AUDIT_FILE: settings.chain_key.decode(),
    }
    if (settings.home / SECRET).exists():
        keys[SECRET] = (settings.home / SECRET).read_text()
    for name, key in keys.items():
        (folder / name).touch(mode=0o600)
        (folder / name).write_text(key)
    return list(keys)
