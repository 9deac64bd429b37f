"""Whether a folder lies on another machine: locks and shared memory do not hold there."""

from __future__ import annotations

import re
from pathlib import Path

# As Linux names them in the mount table (proc(5), /proc/PID/mountinfo).
DISTANT = {
    "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "gfs2", "glusterfs", "gpfs", "lustre",
    "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "smb2", "smb3", "smbfs",
}  # fmt: skip
DISTANT_FUSE = {
    "afp", "ceph", "curlftpfs", "davfs2", "gcsfuse", "glusterfs", "gvfsd-fuse", "rclone", "s3fs",
    "smbnetfs", "sshfs",
}  # fmt: skip
MOUNTS = Path("/proc/self/mountinfo")


def distant(folder: Path, mounts: Path = MOUNTS) -> str:
    """The kind of network disk a folder lies on, such as 'nfs4'; empty for this machine's own.

    Where the system has no mount table, only a Windows path with two backslashes is known.
    """
    whole = str(folder.resolve())
    if whole.startswith("\\\\"):
        return "smb"
    try:
        with mounts.open(encoding="utf-8", errors="surrogateescape") as lines:
            kind = _kind(whole, [*lines])
    except OSError:
        return ""
    main, _, rest = kind.partition(".")
    return kind if main in DISTANT or (main == "fuse" and rest in DISTANT_FUSE) else ""


def _kind(whole: str, lines: list[str]) -> str:
    """The kind of the mount with the longest path above; of those at one place, the last."""
    best, kind = -1, ""
    for line in lines:
        before, _, after = line.partition(" - ")
        parts = before.split(" ")
        if len(parts) < 5 or not after:
            continue
        at = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), parts[4])
        inside = at in ("/", whole) or whole.startswith(f"{at}/")
        if inside and len(at) >= best:
            best, kind = len(at), after.split(" ")[0]
    return kind
