#!/bin/sh
# After removal the data stay; a purge takes the shared folder with it. What users keep in their own homes is theirs.
set -e
if [ "$1" = remove ] || [ "$1" = purge ]; then
  if [ -e /etc/apparmor.d/starcard ]; then
    apparmor_parser --remove /etc/apparmor.d/starcard 2>/dev/null || true
    rm -f /etc/apparmor.d/starcard
  fi
  if command -v update-desktop-database >/dev/null; then update-desktop-database -q /usr/share/applications || true; fi
fi
if [ "$1" = purge ]; then
  rm -rf /var/lib/starcard
  if getent group starcard >/dev/null; then groupdel starcard || true; fi
fi
