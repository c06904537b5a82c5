#!/bin/sh
# After unpacking: the sandbox helper where it is needed, the group of those who share a data folder, menus and devices.
set -e
[ "$1" = configure ] || exit 0
folder=/opt/Starcard

# Chromium makes its sandbox from user name spaces. Where ordinary users may not have them, its helper needs the right to.
if runuser -u nobody -- unshare --user --pid --net --fork true 2>/dev/null; then
  chmod 0755 "$folder/chrome-sandbox"
else
  chmod 4755 "$folder/chrome-sandbox"
fi
# Newer Ubuntu gives user name spaces to programs with a profile only.
if [ -d /etc/apparmor.d/abi ] && command -v apparmor_parser >/dev/null && [ -e /etc/apparmor.d/abi/4.0 ]; then
  cp "$folder/resources/apparmor-profile" /etc/apparmor.d/starcard
  apparmor_parser --replace --write-cache --skip-read-cache /etc/apparmor.d/starcard || true
fi

getent group starcard >/dev/null || groupadd --system starcard
install -d -o root -g starcard -m 2770 /var/lib/starcard

if command -v udevadm >/dev/null; then
  udevadm control --reload 2>/dev/null || true
  # A writer that is plugged in already.
  udevadm trigger --subsystem-match=hidraw 2>/dev/null || true
fi
if command -v update-desktop-database >/dev/null; then update-desktop-database -q /usr/share/applications || true; fi
if command -v gtk-update-icon-cache >/dev/null; then gtk-update-icon-cache -qtf /usr/share/icons/hicolor || true; fi
