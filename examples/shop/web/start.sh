#!/bin/sh
# nginx asks the container's own name server for "api".
set -eu
server=$(awk '$1 == "nameserver" { print $2; exit }' /etc/resolv.conf)
echo "resolver ${server:-127.0.0.11} valid=2s;" >/tmp/resolver.conf
exec nginx -e /dev/stderr -g 'daemon off;'
