#!/bin/sh
# Makes the database cluster at the first start, with the password from DB_PASSWORD or DB_PASSWORD_FILE.
set -eu

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  if [ -n "${DB_PASSWORD_FILE:-}" ]; then
    DB_PASSWORD=$(cat "$DB_PASSWORD_FILE")
  fi
  password=$(mktemp)
  printf '%s\n' "${DB_PASSWORD:-shop}" >"$password"
  initdb --username=shop --pwfile="$password" --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 "$PGDATA"
  rm "$password"
  echo "listen_addresses = '*'" >>"$PGDATA/postgresql.conf"
  echo "unix_socket_directories = '/tmp'" >>"$PGDATA/postgresql.conf"
  echo "host all all all scram-sha-256" >>"$PGDATA/pg_hba.conf"
  sed -i 's/^local .*/local all all trust/' "$PGDATA/pg_hba.conf"
  {
    echo 'CREATE DATABASE shop;'
    printf '%s\n' '\connect shop'
    cat /usr/share/shop/schema.sql
  } >/tmp/setup.sql
  pg_ctl -D "$PGDATA" -w -o "-c listen_addresses=''" start
  psql -v ON_ERROR_STOP=1 -h /tmp -U shop -d postgres -f /tmp/setup.sql
  pg_ctl -D "$PGDATA" -m fast -w stop
fi

exec postgres -D "$PGDATA"
