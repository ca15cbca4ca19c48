#!/bin/sh
# Un Chromium para las pruebas de navegador: el que ya haya, el paquete de Debian si se es root, o el de Playwright.
set -e
for nombre in chromium chromium-browser google-chrome; do
  command -v "$nombre" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null && exit 0
fi
exec "${PY:-python3}" -m playwright install chromium
