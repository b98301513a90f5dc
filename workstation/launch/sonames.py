"""Shared libraries that Qt's wheels link against, and the packages that bring them.

Read with readelf from the wheels of PySide6-Essentials 6.11 in November 2026: libQt6Core, Gui,
Widgets, Network and DBus for ``base``, the platform plugins for ``x11`` and ``wayland``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Family = Literal["debian", "fedora", "arch", "suse"]

UNNEEDED = (
    r"libgl1-mesa|libglx-mesa|libegl-mesa|libglapi|libgallium|mesa-|libgbm|libllvm|libz3|libdrm"
    r"|libsensors|libpciaccess|libelf|libedit|libvulkan|libxml2|libicu|fonts-"
)
"""Debian packages that the libraries ask for and that we do without: we draw in software."""

_TABLE = """
# set    soname                  debian               fedora               arch                 suse
base     libstdc++.so.6          libstdc++6           libstdc++            gcc-libs             libstdc++6
base     libz.so.1               zlib1g               zlib                 zlib                 libz1
base     libzstd.so.1            libzstd1             libzstd              zstd                 libzstd1
base     libglib-2.0.so.0        libglib2.0-0         glib2                glib2                libglib-2_0-0
base     libGL.so.1              libgl1               libglvnd-glx         libglvnd             libglvnd
base     libEGL.so.1             libegl1              libglvnd-egl         libglvnd             libglvnd
base     libX11.so.6             libx11-6             libX11               libx11               libX11-6
base     libxkbcommon.so.0       libxkbcommon0        libxkbcommon         libxkbcommon         libxkbcommon0
base     libdbus-1.so.3          libdbus-1-3          dbus-libs            dbus                 libdbus-1-3
base     libfontconfig.so.1      libfontconfig1       fontconfig           fontconfig           fontconfig
base     libfreetype.so.6        libfreetype6         freetype             freetype2            libfreetype6
base     libgssapi_krb5.so.2     libgssapi-krb5-2     krb5-libs            krb5                 krb5
base     libbrotlidec.so.1       libbrotli1           libbrotli            brotli               libbrotlidec1
x11      libX11-xcb.so.1         libx11-xcb1          libX11-xcb           libx11               libX11-xcb1
x11      libxkbcommon-x11.so.0   libxkbcommon-x11-0   libxkbcommon-x11     libxkbcommon-x11     libxkbcommon-x11-0
x11      libxcb-cursor.so.0      libxcb-cursor0       xcb-util-cursor      xcb-util-cursor      libxcb-cursor0
x11      libxcb-icccm.so.4       libxcb-icccm4        xcb-util-wm          xcb-util-wm          libxcb-icccm4
x11      libxcb-image.so.0       libxcb-image0        xcb-util-image       xcb-util-image       libxcb-image0
x11      libxcb-keysyms.so.1     libxcb-keysyms1      xcb-util-keysyms     xcb-util-keysyms     libxcb-keysyms1
x11      libxcb-util.so.1        libxcb-util1         xcb-util             xcb-util             libxcb-util1
x11      libxcb-randr.so.0       libxcb-randr0        libxcb               libxcb               libxcb-randr0
x11      libxcb-render-util.so.0 libxcb-render-util0  xcb-util-renderutil  xcb-util-renderutil  libxcb-render-util0
x11      libxcb-shape.so.0       libxcb-shape0        libxcb               libxcb               libxcb-shape0
x11      libxcb-shm.so.0         libxcb-shm0          libxcb               libxcb               libxcb-shm0
x11      libxcb-sync.so.1        libxcb-sync1         libxcb               libxcb               libxcb-sync1
x11      libxcb-xfixes.so.0      libxcb-xfixes0       libxcb               libxcb               libxcb-xfixes0
x11      libxcb-xkb.so.1         libxcb-xkb1          libxcb               libxcb               libxcb-xkb1
wayland  libwayland-client.so.0  libwayland-client0   libwayland-client    wayland              libwayland-client0
wayland  libwayland-cursor.so.0  libwayland-cursor0   libwayland-cursor    wayland              libwayland-cursor0
"""


@dataclass(frozen=True)
class Library:
    """One shared library and the package that brings it, in four families of distributions."""

    group: str
    soname: str
    debian: str
    fedora: str
    arch: str
    suse: str

    def package(self, family: Family) -> str:
        """The package's name in one family."""
        name: str = getattr(self, family)
        return name


LIBRARIES = tuple(
    Library(*line.split()) for line in _TABLE.splitlines() if line and not line.startswith("#")
)
