k0s
worker
--token-file=/etc/nodectl/join-token
--cri-socket=remote:unix:///run/containerd/containerd.sock
--data-dir=/srv/edge-11/k0s-data
--profile=default
--labels=
--taints=
--kubelet-extra-args=--node-ip=10.1.2.3 --hostname-override=edge-11 --config-dir=/etc/nodectl/kubelet.d --kubelet-cgroups= --cgroup-root=/nodectl-pods/edge-11
