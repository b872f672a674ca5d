#!/usr/bin/env bash
# Starts a Ceph object gateway of one node on 127.0.0.1, all of it in memory: start.sh FOLDER PORT.
# It serves S3 to the access key TESTKEY with the secret TESTSECRET. FOLDER/run holds the process ids.
set -euo pipefail
folder=$1
port=$2
mkdir -p "$folder/run" "$folder/mon/a" "$folder/osd/0" "$folder/mgr/x"
cd "$folder"
id=$(cat /proc/sys/kernel/random/uuid)
cat > ceph.conf <<CONF
[global]
fsid = $id
mon host = v2:127.0.0.1:$((port + 1))/0
mon initial members = a
public addr = 127.0.0.1
cluster addr = 127.0.0.1
ms bind ipv6 = false
ms bind port min = $((port + 10))
ms bind port max = $((port + 60))
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
auth allow insecure global id reclaim = false
keyring = $folder/keyring
run dir = $folder/run
admin socket = $folder/run/\$name.asok
pid file = $folder/run/\$name.pid
log file = /dev/null
setuser match path = $folder
osd objectstore = memstore
memstore device bytes = 1073741824
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 8
osd crush chooseleaf type = 0
mon max pg per osd = 1000
rgw enable ops log = false
rgw frontends = beast endpoint=127.0.0.1:$port
[mon.a]
mon data = $folder/mon/a
[mgr.x]
mgr data = $folder/mgr/x
[osd.0]
osd data = $folder/osd/0
[client.rgw]
rgw data = $folder/rgw
CONF
export CEPH_CONF=$folder/ceph.conf
monmaptool --create --addv a "[v2:127.0.0.1:$((port + 1))]" --fsid "$id" --clobber monmap
ceph-authtool -C keyring --gen-key -n mon. --cap mon 'allow *'
for name in client.admin client.rgw mgr.x osd.0; do
  ceph-authtool keyring --gen-key -n "$name" --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *'
done
ceph-mon --mkfs -i a --monmap monmap --keyring keyring
ceph-mon -i a
ceph-mgr -i x || true
ceph osd create
ceph-osd -i 0 --mkfs
ceph-osd -i 0
radosgw -n client.rgw
radosgw-admin user create --uid=test --display-name=test --access-key=TESTKEY --secret-key=TESTSECRET
for _ in $(seq 1 300); do
  curl -s -m 1 -o /dev/null "http://127.0.0.1:$port/" && exit 0
  sleep 0.2
done
echo 'the gateway does not answer' >&2
exit 1
