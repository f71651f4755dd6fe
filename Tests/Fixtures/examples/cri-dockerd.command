k0s
worker
--token-file=/etc/nodectl/join-token
--cri-socket=remote:unix:///var/run/cri-dockerd.sock
--data-dir=/srv/edge-12/k0s-data
--profile=systemd-docker-cri
--labels=
--taints=
--kubelet-extra-args=--node-ip=10.1.2.3 --hostname-override=edge-12 --config-dir=/etc/nodectl/kubelet.d --kubelet-cgroups= --cgroup-root=/nodectl-pods/edge-12
