# shellcheck shell=bash disable=SC2016
# What nodectl takes of memory while it follows a log of a gigabyte for a slow reader. Sourced by run.sh.

# Lines of words: what looks like a secret, as a long row of digits does, nodectl hides, and far less would come out.
measure_logs() {
  use plain
  in_host '
    mkdir -p log && cp identity.secret join-token log && cd log
    sed "s/^name: .*/name: log\noverride: log.yaml/" ../node.yaml >node.yaml
    # The engine would cut the log short.
    echo "services: {k0s: {logging: {driver: json-file, options: {max-size: 4g}}}}" >log.yaml
    nodectl up --engine docker --wait healthy --progress quiet >/dev/null
    docker exec log-k0s-1 sh -c "
      line=\$(yes what a container says of itself | head -n 34 | paste -s -d \" \" -)
      { yes \"\$line\" | head -c 1073741824; echo; echo the end; } >/proc/1/fd/1"
    python3 ../follow.py nodectl logs --follow k0s --engine docker
    nodectl down --engine docker --volumes --progress quiet >/dev/null'
}
