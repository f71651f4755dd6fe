import Testing

@testable import Export

@Suite struct SystemdExportTests {
  private let export = SystemdExport(
    node: "edge-01", engine: .docker, specDirectory: "/srv/edge 1", dataDirectory: "/srv/edge 1/k0s-data",
    notes: ["made by a test"])

  @Test func `the service waits for the engine and the node's files, and tells systemd how the node is`() {
    let unit = export.service(running: ["/usr/bin/nodectl", "supervise", "-f", "/srv/edge 1/node.yaml", "edge-01"])
    #expect(unit.name == "nodectl-edge-01.service")
    #expect(
      unit.text == """
        # made by a test

        [Unit]
        Description=The Kubernetes node edge-01
        Wants=network-online.target docker.service
        After=network-online.target docker.service
        RequiresMountsFor="/srv/edge 1" "/srv/edge 1/k0s-data"

        [Service]
        # Ready after its first look at the node, whose services may have to wait for each other then.
        Type=notify
        ExecStart=/usr/bin/nodectl supervise -f "/srv/edge 1/node.yaml" edge-01
        ExecReload=/bin/kill -HUP $MAINPID
        TimeoutStartSec=15min
        WatchdogSec=1min
        Restart=on-failure
        RestartSec=5s
        # What a restart does not mend: a spec that is invalid, a wrong command line.
        RestartPreventExitStatus=3 64
        # Ends nodectl, not the node: its containers are the engine's.
        KillMode=mixed
        # Nothing that would give it other mounts than the host's, which it looks after.
        NoNewPrivileges=yes
        LockPersonality=yes
        MemoryDenyWriteExecute=yes
        RestrictRealtime=yes
        RestrictSUIDSGID=yes
        RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
        SystemCallArchitectures=native
        UMask=0077

        [Install]
        WantedBy=multi-user.target

        """)
  }

  @Test func `Podman's socket is required: nodectl would start a service of its own without it`() {
    let podman = SystemdExport(
      node: "edge-01", engine: .podman, specDirectory: "/srv", dataDirectory: "/srv/k0s-data", notes: [])
    let text = podman.service(running: ["/usr/bin/nodectl"]).text
    #expect(text.contains("\nWants=network-online.target\n"))
    #expect(text.contains("\nRequires=podman.socket\nAfter=network-online.target podman.socket\n"))
  }

  @Test func `the mount is named after the data directory and shares it`() {
    #expect(export.mount.name == #"srv-edge\x201-k0s\x2ddata.mount"#)
    #expect(
      export.mount.text.hasSuffix(
        "What=/srv/edge 1/k0s-data\nWhere=/srv/edge 1/k0s-data\nType=none\nOptions=bind,shared\n"))
  }
}
