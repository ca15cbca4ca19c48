#!/bin/sh
# Lo que las pruebas abren y pip no instala: un Chromium, LibreOffice, pdftotext y nginx. En Debian los instala si se es root;
# en otro equipo usa lo que haya: sin Chromium se pide el de Playwright; sin los otros, sus pruebas se omiten y lo dicen.
set -e

hay() {
  for programa in "$@"; do command -v "$programa" >/dev/null 2>&1 && return 0; done
  return 1
}

faltan=""
hay chromium chromium-browser google-chrome || faltan="$faltan chromium"
hay soffice || faltan="$faltan libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui"
hay pdftotext || faltan="$faltan poppler-utils"
hay nginx /usr/sbin/nginx || faltan="$faltan nginx-light"

if [ -n "$faltan" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  apt-get update -qq
  # shellcheck disable=SC2086
  apt-get install -y -qq --no-install-recommends $faltan >/dev/null
fi
hay chromium chromium-browser google-chrome || "${PY:-python3}" -m playwright install chromium
