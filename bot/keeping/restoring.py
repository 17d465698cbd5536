"""A backup put back, into an empty home or over what is there, while nothing runs."""

from pathlib import Path
from tempfile import TemporaryDirectory

from bot.encryption import AUDIT_FILE, FILE, INDEX_FILE
from bot.keeping.archive import DATABASES, KEY_FILES, RECORDS, BadBackup, Manifest, unpack
from bot.keeping.backing_up import databases
from bot.settings import Settings
from bot.store import migrate
from bot.store.copying import is_in_use, put_in_place, rows_in

RUNNING = "AfterCART is running, or another program uses its files. Stop it first, then restore."
NOT_EMPTY = "There are records in {home} already. Give --force to replace them; they are lost then."
NO_KEYS = (
    "The backup holds no keys, and without the keys of that time it cannot be read. Put the files data-keys, "
    "index-key and audit-key of the old home into {home}, or set AFTERCART_DATA_KEYS, AFTERCART_INDEX_KEY and "
    "AFTERCART_AUDIT_KEY."
)


def restore(settings: Settings, file: Path, force: bool) -> Manifest:
    """Put a backup back, and return what is in it. Nothing is touched before all of it is found whole and readable.

    An older backup is brought to the tables of this version. Raises BadBackup and RecordsUnavailable.
    """
    targets = databases(settings)
    if any(map(is_in_use, targets.values())):
        raise BadBackup(RUNNING)
    if not force and any(target.exists() for target in targets.values()):
        raise BadBackup(NOT_EMPTY.format(home=settings.home))
    settings.home.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=settings.home, prefix=".restore-") as folder:
        unpacked = Path(folder)
        manifest = unpack(file, unpacked)
        if any(rows_in(unpacked / name) != manifest.rows[name] for name in DATABASES):
            raise BadBackup("The backup does not hold the rows that it says. Use another backup.")
        _demand_readable(settings, manifest, unpacked)
        for name in DATABASES:
            put_in_place(unpacked / name, targets[name])
        for name in KEY_FILES:
            if name in manifest.digests:
                (unpacked / name).replace(settings.home / name)
    return manifest


def _demand_readable(settings: Settings, manifest: Manifest, unpacked: Path) -> None:
    """With the keys that will be in force: those of the environment, or else those of the backup, or of this home."""
    given = {
        FILE: settings.data_keys.get_secret_value(),
        INDEX_FILE: settings.index_key.get_secret_value(),
        AUDIT_FILE: settings.audit_key.get_secret_value(),
    }
    keys_at = unpacked if manifest.holds_keys else settings.home
    if not all(key or (keys_at / name).exists() for name, key in given.items()):
        raise BadBackup(NO_KEYS.format(home=settings.home))
    cipher = settings.model_copy(update={"home": keys_at}).cipher
    migrate(f"sqlite:///{unpacked / RECORDS}", cipher)
