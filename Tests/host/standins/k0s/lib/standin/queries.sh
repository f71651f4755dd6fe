# shellcheck shell=sh
# Part of the k0s stand-in: `k0s status` and `k0s kubectl get node`, answered from what the worker left.
# shellcheck disable=SC2154 # data, state: k0s

print_status() {
  format=text
  case "$1 $2" in '-o json' | '--out json') format=json ;; '-o=json '* | '--out=json '*) format=json ;; esac
  [ -e "$state/pid" ] || fail 'status: can'\''t do http request: /run/k0s/status.sock status'
  success=true message=''
  case $(setting api connected) in
    connected) ;;
    unauthorized) success=false message=Unauthorized ;;
    *) success=false message='Get "https://10.1.2.1:6443/version": dial tcp 10.1.2.1:6443: connect: connection refused' ;;
  esac
  if [ $format = text ]; then
    cat <<TEXT
Version: $STANDIN_VERSION
Process ID: $(cat "$state/pid")
Role: worker
Workloads: true
SingleNode: false
Kube-api probing successful: $success
Kube-api probing last error: $message
TEXT
    return
  fi
  cat <<JSON
{
  "Version": "$STANDIN_VERSION",
  "Pid": $(cat "$state/pid"),
  "PPid": 0,
  "Role": "worker",
  "SysInit": "",
  "StubFile": "",
  "Output": "json",
  "Workloads": true,
  "SingleNode": false,
  "Args": [$(cat "$state/arguments")],
  "WorkerToAPIConnectionStatus": {
    "Message": "$(echo "$message" | sed 's/"/\\"/g')",
    "Success": $success
  },
  "ClusterConfig": null,
  "K0sVars": { "DataDir": "$data", "RunDir": "/run/k0s", "StatusSocketPath": "/run/k0s/status.sock" }
}
JSON
}

# kubectl [--kubeconfig FILE] get node NAME -o json: with the kubelet's credentials, so only its own node.
kubectl() {
  kubeconfig=$data/pki/admin.conf words=''
  while [ $# -gt 0 ]; do
    case $1 in
      --kubeconfig) kubeconfig=$2 && shift ;;
      --kubeconfig=*) kubeconfig=${1#*=} ;;
      -o | --output) shift ;;
      -*) ;;
      *) words="$words $1" ;;
    esac
    shift
  done
  # shellcheck disable=SC2086 # words of the command
  set -- $words
  [ -e "$kubeconfig" ] || refuse "error: stat $kubeconfig: no such file or directory"
  name=$(cat "$state/name" 2>/dev/null)
  case $(setting api connected) in
    unreachable)
      refuse 'The connection to the server 10.1.2.1:6443 was refused - did you specify the right host or port?'
      ;;
    unauthorized) refuse 'error: You must be logged in to the server (Unauthorized)' ;;
  esac
  case "$1 $2" in 'get node' | 'get nodes') ;; *) refuse "error: unknown command \"$1 $2\" for \"kubectl\"" ;; esac
  [ "$3" = "$name" ] || refuse "Error from server (Forbidden): nodes \"$3\" is forbidden: User \"system:node:$name\"" \
    "cannot get resource \"nodes\" in API group \"\" at the cluster scope: node '$name' cannot read '$3', only its own" \
    'Node object'
  node_json
}

refuse() {
  echo "$*" >&2
  exit 1
}

node_json() {
  case $(setting node Ready) in
    Ready) ready=True reason=KubeletReady message='kubelet is posting ready status' ;;
    NotReady)
      ready=False reason=KubeletNotReady
      message='container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady'
      ;;
    *) ready=Unknown reason=NodeStatusUnknown message='Kubelet stopped posting node status.' ;;
  esac
  runtime=cri-o://1.34.1
  ! [ -e "$state/containerd" ] || runtime=containerd://1.7.27
  # a=b,c=d -> , "a": "b", "c": "d"; and a=b:Effect,... -> { "key": ... }, ...
  labels=$(tr , '\n' <"$data/standin/labels" | sed -n 's/^\(.*\)=\(.*\)$/, "\1": "\2"/p' | tr -d '\n')
  taints=$(tr , '\n' <"$data/standin/taints" |
    sed -n 's/^\([^=:]*\)=*\([^:]*\):\(.*\)$/{ "effect": "\3", "key": "\1", "value": "\2" }/p' | paste -sd, -)
  cat <<JSON
{
  "apiVersion": "v1",
  "kind": "Node",
  "metadata": {
    "labels": { "kubernetes.io/hostname": "$name", "kubernetes.io/os": "linux"$labels },
    "name": "$name"
  },
  "spec": { "taints": [$taints] },
  "status": {
    "addresses": [
      { "address": "$(cat "$state/address")", "type": "InternalIP" },
      { "address": "$name", "type": "Hostname" }
    ],
    "conditions": [
      { "message": "kubelet has sufficient memory available", "reason": "KubeletHasSufficientMemory", "status": "False",
        "type": "MemoryPressure" },
      { "message": "$message", "reason": "$reason", "status": "$ready", "type": "Ready" }
    ],
    "nodeInfo": {
      "containerRuntimeVersion": "$runtime", "kubeletVersion": "$(echo "$STANDIN_VERSION" | sed 's/+k0s.*/+k0s/')"
    }
  }
}
JSON
}
