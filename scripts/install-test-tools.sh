#!/usr/bin/env bash
# Debian's packages that the tests read our output back with, or run against: bar codes and QR codes (zbar-tools), PDFs
# (poppler-utils), XML schemas (libxml2-utils), FreeRADIUS. As root.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends \
  zbar-tools poppler-utils libxml2-utils freeradius freeradius-postgresql freeradius-utils >/dev/null
# The package starts a server of its own where services run; the tests start theirs on other ports.
if command -v systemctl >/dev/null && systemctl is-active --quiet freeradius 2>/dev/null; then systemctl disable --now freeradius; fi
