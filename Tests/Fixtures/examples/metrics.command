k0s
worker
--token-file=/etc/nodectl/join-token
--cri-socket=remote:unix:///run/crio/crio.sock
--profile=default
--labels=example.com/site=attic,external-metrics=true
--taints=example.com/edge=true:NoSchedule
--kubelet-extra-args=--node-ip=10.1.2.3 --hostname-override=edge-13 --kubelet-cgroups= --max-pods=50
--iptables-mode=nft
