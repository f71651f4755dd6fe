# shellcheck shell=bash disable=SC2016
# What nodectl takes of memory while it follows a log of a gigabyte for a slow reader. Sourced by run.sh, which gives
# in_host.

# Two peaks of nodectl's memory, in KiB: by the first 64 MiB, and by all. The engine's own limits would cut the log short.
follow_log() {
  in_host '
    mkdir -p log && cp identity.secret join-token log && cd log
    sed "s/^name: .*/name: log\noverride: log.yaml/; s/^zerotier:/&\n  hostPort: 9996/" ../node.yaml >node.yaml
    echo "services: {k0s: {logging: {driver: json-file, options: {max-size: 4g}}}}" >log.yaml
    nodectl up --engine docker --progress quiet >/dev/null
    docker exec log-k0s-1 sh -c "yes $(printf %01023d 0) | head -c 1073741824 >/proc/1/fd/1"
    python3 -c "$1"
    nodectl down --engine docker --volumes --progress quiet >/dev/null' '
import subprocess, time

command = ["nodectl", "logs", "--follow", "k0s", "--engine", "docker"]
process = subprocess.Popen(command, stdout=subprocess.PIPE)

def peak():
    for line in open(f"/proc/{process.pid}/status"):
        if line.startswith("VmHWM"): return line.split()[1]

read, first = 0, None
while read < 1 << 30:
    read += len(process.stdout.read(1 << 18))
    time.sleep(0.001)
    if first is None and read >= 1 << 26: first = peak()
print(first, peak())
process.kill()'
}

measure_followed_log() {
  follow_log | awk '{
    printf "logs -f of 1 GiB through a slow reader: %.0f MiB of memory at most, %.0f MiB by the first 64 MiB, " \
      "ratio %.3f (goal: at most 1.1)\n", $2 / 1024, $1 / 1024, $2 / $1
  }'
}
