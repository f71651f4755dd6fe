# shellcheck shell=bash disable=SC2016
# Many nodes of one host in one call, beside as many replays of one node's calls. Sourced by run.sh.

nodes='1 8 32'

measure_nodes() {
  use plain
  in_host 'mkdir -p nodes && cp join-token nodes && cd nodes
    seq -f %02g 32 | xargs -P "$(nproc)" -I@ nodectl identity new @.identity >/dev/null
    sed "s/identity.secret/01.identity/; \$a dataDir: ./node-01-data" ../node.yaml >node.yaml
    for count in $1; do
      for node in $(seq -f %02g "$count"); do
        echo ---
        sed "s/node-01/node-$node/; s/01.identity/$node.identity/; s/20001/200$node/" node.yaml
      done >"$count.yaml"
    done' "$nodes"
  record nodes.recording /run/docker.sock "cd nodes && nodectl up -f 1.yaml $(options unix:///run/recorder.sock)"
  nodes_down 1
  local count
  for count in $nodes; do
    measure "$((count < 32 ? 3 : 1))" <<STEPS
nodes.$count.nodectl: nodectl up -f nodes/$count.yaml $(options docker)
nodectl down -f nodes/$count.yaml --engine docker --volumes --progress quiet
nodes.$count.floor: replay nodes.recording /run/docker.sock $count 8
nodectl down -f nodes/$count.yaml --engine docker --volumes --progress quiet
STEPS
  done
}

# --parallel is what replay.py is told, too.
options() { echo "--engine $1 --wait healthy --parallel 8 --progress quiet"; }

nodes_down() {
  in_host 'nodectl down -f "nodes/$1.yaml" --engine docker --volumes --progress quiet' "$1" >/dev/null
}
