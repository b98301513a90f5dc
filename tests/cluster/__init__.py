"""The hub on several machines: Patroni, etcd and pgbouncer from Debian, failed over for real."""
