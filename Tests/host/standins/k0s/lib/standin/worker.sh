# shellcheck shell=sh
# Part of the k0s stand-in: `k0s worker`. It joins (kubelet.conf), waits for the CRI socket, and supervises a kubelet.
# shellcheck disable=SC2154 # data, state: k0s

worker() {
  leave_if_told k0s
  token='' token_file='' cri_socket='' extra='' labels='' taints='' profile=''
  remember_arguments "$@"
  shift
  parse "$@"
  address=$(kubelet_flag --node-ip)
  name=$(kubelet_flag --hostname-override)
  name=${name:-$(hostname)}
  kubelet=''
  if [ "$(setting term heed)" = heed ]; then trap stop TERM INT; else trap : TERM INT; fi

  join_cluster
  load_worker_profile
  wait_for_runtime
  ask_systemd
  mount_pod_volume
  echo "$name" >"$state/name"
  echo "$address" >"$state/address"
  [ -z "$(setting escape '')" ] || /lib/standin/escape "$(setting escape '')"
  supervise_kubelet
}

# k0s status prints all arguments, as the real one: a token on the command line shows.
remember_arguments() {
  rm -rf "$state" # from the container before this one, where /run/k0s is a volume
  mkdir -p "$state"
  separator='"k0s"'
  for argument; do
    printf '%s' "$separator"
    separator=$(printf ', "%s"' "$argument" | sed 's/\\/\\\\/g')
  done >"$state/arguments"
  printf '%s' "$separator" >>"$state/arguments"
}

# Flags of k0s v1.34's worker; any other is refused, as there.
parse() {
  while [ $# -gt 0 ]; do
    argument=$1
    shift
    case $argument in
      --ignore-pre-flight-checks | --debug | -d | --verbose | -v | --enable-cloud-provider) continue ;;
      --*=*) value=${argument#*=} argument=${argument%%=*} ;;
      --*)
        [ $# -gt 0 ] || fail "flag needs an argument: $argument"
        value=$1
        shift
        ;;
      *)
        [ -z "$token" ] || fail "accepts at most 1 arg(s), received 2"
        token=$argument
        continue
        ;;
    esac
    case $argument in
      --token-file) token_file=$value ;;
      --cri-socket) cri_socket=$value ;;
      --kubelet-extra-args) extra=$value ;;
      --labels) labels=$value ;;
      --taints) taints=$value ;;
      --profile) profile=$value ;;
      --data-dir | --status-socket | --iptables-mode | --kubelet-root-dir | --logging) ;;
      *) fail "unknown flag: $argument" ;;
    esac
  done
  [ -z "$token" ] || [ -z "$token_file" ] || fail "you can only pass one token source: either as a CLI argument, via\
 '--token-file [path]', or via the K0S_TOKEN environment variable"
  case $cri_socket in '' | remote:unix://*) ;; *) fail "runtime type must be \"remote\": $cri_socket" ;; esac
}

# kubelet_flag NAME: the value of its last occurrence in --kubelet-extra-args.
kubelet_flag() {
  # shellcheck disable=SC2086 # k0s splits at blanks too
  printf '%s\n' $extra | sed -n "s/^$1=//p" | tail -n 1
}

# A node that has joined never looks at its token again; but from 1.35 on a token file is read all the same.
join_cluster() {
  if [ -e "$data/kubelet.conf" ]; then
    case $STANDIN_VERSION in v1.3[5-9]*) [ -z "$token_file" ] || read_token_file ;; esac
    return
  fi
  [ -z "$token_file" ] || read_token_file
  [ -n "$token" ] || fail 'neither regular nor bootstrap kubeconfig files exist and no join token given; dunno how to' \
    'make kubelet authenticate to API server'
  [ "$(setting token any)" = any ] ||
    echo "$token" | base64 -d 2>/dev/null | gunzip 2>/dev/null | grep -q kubelet-bootstrap ||
    fail 'failed to decode join token: illegal base64 data at input byte 0'
  rm -f "$data/standin/was-here"
  say info 'Bootstrapping client configuration'
  wait_for "$(setting ready 0.5)"
  while [ "$(setting api connected)" = unreachable ]; do wait_for 0.2; done
  if [ "$(setting api connected)" = refuses-token ]; then
    wait_for 3 # the real one tries for a quarter of an hour before it says so
    fail 'failed to bootstrap client configuration: cannot create certificate signing request: Unauthorized'
  fi
  mkdir -p "$data/standin"
  echo "$labels" >"$data/standin/labels" # the cluster keeps what the node came with: later changes have no effect
  echo "$taints" >"$data/standin/taints"
  mkdir -p "$data/pki" "$data/kubelet/pki"
  [ -e "$data/pki/ca.crt" ] || echo 'the CA of the token' >"$data/pki/ca.crt"
  (umask 077 && echo "$token" | sha256sum | cut -c 1-64 >"$data/kubelet/pki/kubelet-client-current.pem")
  (umask 077 && echo 'apiVersion: v1
kind: Config
current-context: default-context' >"$data/kubelet.conf")
  say info 'Successfully bootstrapped client configuration'
}

read_token_file() {
  hint='obtain a new token via "k0s token create ..." and store it in the file or reinstall this node via "k0s install'
  hint="$hint --force ...\" or \"k0sctl apply --force ...\""
  [ -e "$token_file" ] || fail "token file \"$token_file\" not found: $hint"
  [ -s "$token_file" ] || fail "token file \"$token_file\" is empty: $hint"
  token=$(cat "$token_file")
}

load_worker_profile() {
  minor=$(echo "$STANDIN_VERSION" | cut -d. -f1,2)
  case $(setting api connected) in
    unauthorized) # met by a node whose credentials were valid once; one that just joined has new ones
      [ ! -e "$data/standin/was-here" ] || fail 'the k0s worker node credentials are invalid, the node needs to be' \
        'rejoined into the cluster with a fresh bootstrap token: Unauthorized'
      ;;
    wrong-minor) # the real one tries for minutes before it says so
      wait_for 3
      fail "configmaps \"worker-config-default-${minor#v}\" is forbidden: User \"system:node:$name\" cannot get" \
        'resource "configmaps" in API group "" in the namespace "kube-system": no relationship found between' \
        "node '$name' and this object"
      ;;
  esac
  : >"$data/standin/was-here"
}

wait_for_runtime() {
  socket=${cri_socket#remote:unix://}
  if [ -z "$socket" ]; then # its own containerd, which is not played here but for its configuration
    configure_containerd
    return
  fi
  echod connect "$socket" >/dev/null || say info "Waiting for the container runtime at $socket"
  until echod connect "$socket" >/dev/null; do wait_for 0.1; done
}

# What k0s makes of the drop-ins, where the tables of one are in no other: what is of the CRI, one after the other.
configure_containerd() {
  : >"$state/containerd"
  version=2
  case $STANDIN_VERSION in v1.3[6-9]*) version=3 ;; esac
  mkdir -p /etc/k0s/containerd.d
  [ -e /etc/k0s/containerd.toml ] || printf '# k0s_managed=true\nversion = %s\n' $version >/etc/k0s/containerd.toml
  head -n 1 /etc/k0s/containerd.toml | grep -q '^# k0s_managed=true' || return 0
  {
    echo "version = $version"
    for file in /etc/k0s/containerd.d/*.toml; do
      if grep -q '^\[plugins.*\.cri' "$file"; then sed '/^version *=/d' "$file"; fi
    done
  } >/run/k0s/containerd-cri.toml 2>/dev/null
}

# A profile systemd-... plays one with cgroupDriver: systemd: its kubelet asks the host's systemd, and takes its root for a
# slice.
ask_systemd() {
  case $profile in systemd-*) ;; *) return 0 ;; esac
  [ -S /run/systemd/private ] || fail 'systemd not running on this host, cannot use systemd cgroups manager'
  root=$(kubelet_flag --cgroup-root | tr - _)
  parent=${root#/} name_in_parent=${root##*/}
  parent=${parent%%/*}
  extra="$extra --cgroup-root=/$parent.slice/$parent-$name_in_parent.slice"
}

# What a kubelet mounts for a pod, below the shared data directory: it shows on the host.
pod_volume=/var/lib/k0s/kubelet/pods/5f0c2a1e-0000-4000-8000-000000000001/volumes/kubernetes.io~projected/kube-api-access

mount_pod_volume() {
  mkdir -p $pod_volume
  grep -q " $pod_volume " /proc/self/mountinfo || mount -t tmpfs tmpfs $pod_volume
  cat "$data/from-crio/file" >$pod_volume/from-crio 2>/dev/null || echo nothing >$pod_volume/from-crio
}

supervise_kubelet() {
  mkdir -p "$data/bin"
  cp /lib/standin/kubelet "$data/bin/.kubelet" && mv "$data/bin/.kubelet" "$data/bin/kubelet" # one may run from it
  STANDIN_KUBELET_TERM=$(setting kubelet-term heed)
  export STANDIN_KUBELET_TERM
  echo $$ >"$state/pid"
  mkfifo "$state/output"
  while [ "$(setting kubelet healthy)" != never ]; do
    say info 'Starting to supervise' component=kubelet
    # The real k0s reads the kubelet's output through a pipe: one that lives on does not hold the container's.
    while read -r line; do say info "$line" component=kubelet; done <"$state/output" &
    # shellcheck disable=SC2086 # k0s splits at blanks too
    (cd "$data" && exec env _K0S_MANAGED=yes "$data/bin/kubelet" --config=/run/k0s/kubelet/config.yaml \
      --root-dir="$data/kubelet" --kubeconfig="$data/kubelet.conf" --runtime-cgroups=/system.slice/containerd.service \
      --hostname-override="$name" $extra) >"$state/output" 2>&1 &
    kubelet=$!
    echo $kubelet >/run/k0s/kubelet.pid
    while kill -0 $kubelet 2>/dev/null; do wait $kubelet; done
    say warning "Process exited" component=kubelet
    wait_for 5
  done
  pause
}

wait_for() {
  sleep "$1" &
  wait $!
}

# TERM to the kubelet once, five seconds of patience, and no KILL: as k0s 1.34 does.
# shellcheck disable=SC2317 # called by the trap
stop() {
  say info 'Shutting down k0s worker'
  [ -z "$kubelet" ] || kill "$kubelet" 2>/dev/null
  tenths=0
  # A zombie, which only `wait` would end, has no executable.
  while [ -n "$kubelet" ] && readlink "/proc/$kubelet/exe" >/dev/null && [ $tenths -lt 50 ]; do
    sleep 0.1
    tenths=$((tenths + 1))
  done
  [ "$(setting mounts clean)" = leak ] || umount $pod_volume 2>/dev/null
  exit 0
}
