"""What a backup is: one archive with a manifest, the databases, and the keys if they were asked for."""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.encryption import AUDIT_FILE, FILE, INDEX_FILE

MANIFEST = "manifest.json"
RECORDS, CONVERSATIONS = "records.sqlite3", "conversations.sqlite3"
DATABASES = (RECORDS, CONVERSATIONS)
SECRET = "secret"
KEY_FILES = (FILE, INDEX_FILE, AUDIT_FILE, SECRET)
FORM = 1
"""The form of the archive; a later one may be another."""


class BadBackup(Exception):
    """A backup cannot be made, or cannot be restored; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in an archive: `digests` are SHA-256 of each file, `rows` those of each table of each database.

    `keys` are the fingerprints of the keys without which it cannot be read.
    """

    made_at: str
    version: str
    keys: tuple[str, ...]
    rows: Mapping[str, Mapping[str, int]]
    digests: Mapping[str, str]
    form: int = FORM

    @property
    def holds_keys(self) -> bool:
        """Whether the keys are in the archive."""
        return FILE in self.digests

    def rows_of(self, database: str) -> int:
        """The rows of a whole database."""
        return sum(self.rows[database].values())


def write(out: Path, manifest: Manifest, folder: Path) -> None:
    """Write the archive of the files in the folder, readable to this user only, whole or not at all."""
    beside = out.with_name(f".{out.name}.part")
    try:
        beside.unlink(missing_ok=True)
        beside.touch(mode=0o600)
        with tarfile.open(beside, "w:gz") as archive:
            told = json.dumps(asdict(manifest), indent=2).encode()
            named = tarfile.TarInfo(MANIFEST)
            named.size, named.mode = len(told), 0o600
            archive.addfile(named, io.BytesIO(told))
            for name in manifest.digests:
                archive.add(folder / name, name)
        beside.replace(out)
    except OSError as error:
        raise BadBackup(f"{out} cannot be written: {error.strerror}.") from error
    finally:
        beside.unlink(missing_ok=True)


def unpack(file: Path, folder: Path) -> Manifest:
    """Unpack into the folder what the manifest names, and hold every file against its digest. Raises BadBackup."""
    with _opened(file) as archive:
        manifest = _manifest_of(archive)
        for name, digest in manifest.digests.items():
            _unpack(archive, name, folder)
            if digest_of(folder / name) != digest:
                raise BadBackup(f"{name} in the backup is not what was written into it. Use another backup.")
    return manifest


@contextmanager
def _opened(file: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(file, "r:gz") as archive:
            yield archive
    except OSError as error:
        raise BadBackup(f"{file} cannot be read: {error.strerror or 'it is no backup'}.") from error
    except (tarfile.TarError, EOFError, KeyError, TypeError, ValueError) as error:
        raise BadBackup(f"{file} is no backup of AfterCART, or is damaged.") from error


def _manifest_of(archive: tarfile.TarFile) -> Manifest:
    told = json.load(archive.extractfile(MANIFEST))
    if told["form"] != FORM:
        raise BadBackup("The backup was made by a newer version of AfterCART; install that version.")
    manifest = Manifest(**{**told, "keys": tuple(told["keys"])})
    # Only files of these names are unpacked, whatever an archive holds.
    if not set(DATABASES) <= manifest.digests.keys() <= {*DATABASES, *KEY_FILES}:
        raise ValueError
    return manifest


def _unpack(archive: tarfile.TarFile, name: str, folder: Path) -> None:
    target = folder / name
    target.touch(mode=0o600)
    with archive.extractfile(name) as packed, target.open("wb") as unpacked:
        while some := packed.read(1 << 20):
            unpacked.write(some)


def digest_of(file: Path) -> str:
    """The SHA-256 of a file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
