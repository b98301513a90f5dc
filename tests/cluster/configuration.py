"""What the machines need and how they are set up: as docs/scaling.md says, in shorter times."""

from __future__ import annotations

from pathlib import Path

BINARIES = Path("/usr/lib/postgresql/15/bin")
NEEDED = {
    "patroni": "/usr/bin/patroni",
    "etcd-server": "/usr/bin/etcd",
    "pgbouncer": "/usr/sbin/pgbouncer",
    "postgresql-15": str(BINARIES / "postgres"),
    "faketime": "/usr/bin/faketime",
}
USER, PASSWORD = "aftercare", "aftercare"
FIGURES = {"ttl": 6, "loop_wait": 1, "retry_timeout": 2, "master_start_timeout": 0}

PATRONI = """\
scope: aftercare
name: {name}
restapi:
  listen: 127.0.0.1:{api}
  connect_address: 127.0.0.1:{api}
etcd3:
  host: 127.0.0.1:{etcd}
bootstrap:
  dcs:
    ttl: {ttl}
    loop_wait: {loop_wait}
    retry_timeout: {retry_timeout}
    master_start_timeout: {master_start_timeout}
    maximum_lag_on_failover: 1048576
    synchronous_mode: true
    synchronous_mode_strict: true
    postgresql:
      use_pg_rewind: true
      use_slots: true
      parameters:
        synchronous_commit: "on"
        wal_level: replica
        hot_standby: "on"
        wal_keep_size: 256MB
        wal_log_hints: "on"
        max_connections: 100
        max_wal_senders: 10
        max_replication_slots: 10
        shared_buffers: 32MB
        idle_in_transaction_session_timeout: 5min
        tcp_keepalives_idle: 10
        tcp_keepalives_interval: 3
        tcp_keepalives_count: 3
  initdb:
  - encoding: UTF8
  - locale: C
  - data-checksums
postgresql:
  listen: 127.0.0.1:{port}
  connect_address: 127.0.0.1:{port}
  data_dir: {folder}/data
  bin_dir: {binaries}
  pgpass: {folder}/pgpass
  authentication:
    superuser: {{username: {user}, password: {password}}}
    replication: {{username: replicator, password: {password}}}
    rewind: {{username: rewinder, password: {password}}}
  parameters:
    unix_socket_directories: ""
  pg_hba:
  - host replication replicator 127.0.0.1/32 scram-sha-256
  - host all all 127.0.0.1/32 scram-sha-256
watchdog:
  mode: "off"
"""

BOUNCER = """\
[databases]
* = host=127.0.0.1 port={port}

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {bouncer}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {folder}/users
auth_user = {user}
auth_query = SELECT rolname, rolpassword FROM pg_authid WHERE rolname = $1 AND rolcanlogin
pool_mode = transaction
max_client_conn = 2000
default_pool_size = 10
server_lifetime = 600
server_login_retry = 1
server_connect_timeout = 3
query_wait_timeout = 10
ignore_startup_parameters = extra_float_digits
logfile = {folder}/pgbouncer.log
pidfile = {folder}/pgbouncer.pid
"""


def missing() -> list[str]:
    """The Debian packages that these tests need and do not find."""
    return [package for package, program in NEEDED.items() if not Path(program).exists()]
