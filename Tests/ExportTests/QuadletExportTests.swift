import Compose
import Testing

@testable import Export

@Suite struct QuadletExportTests {
  @Test func `a stack is a unit for each network, volume and container, in the order in which they start`() throws {
    let units = try QuadletExport.units(of: project(Self.chain), notes: ["made by a test"])
    #expect(
      units.map(\.name) == [
        "edge-01-default.network", "edge-01-data.volume", "edge-01-mesh.container", "edge-01-runtime.container",
        "edge-01-worker.container",
      ])
    #expect(units.allSatisfy { $0.text.hasPrefix("# made by a test\n\n[") })
  }

  @Test func `each waits for the health of those before it, goes when they go, and comes back with the last of them`()
    throws
  {
    let project = try project(Self.chain)
    #expect(
      try section("Unit", of: "mesh", in: project) == """
        Description=mesh of the node edge-01
        # Whatever had to stop with this one, or failed while it was away, comes back with it.
        Upholds=edge-01-runtime.service
        StartLimitIntervalSec=0
        """)
    #expect(
      try section("Unit", of: "runtime", in: project) == """
        Description=runtime of the node edge-01
        BindsTo=edge-01-mesh.service
        After=edge-01-mesh.service
        # Whatever had to stop with this one, or failed while it was away, comes back with it.
        Upholds=edge-01-worker.service
        StartLimitIntervalSec=0
        """)
    #expect(
      try section("Unit", of: "worker", in: project) == """
        Description=worker of the node edge-01
        BindsTo=edge-01-mesh.service
        Requires=edge-01-runtime.service
        After=edge-01-mesh.service edge-01-runtime.service
        StartLimitIntervalSec=0
        """)
    for name in ["mesh", "runtime", "worker"] {
      #expect(try section("Container", of: name, in: project).contains("\nNotify=healthy"))
    }
  }

  @Test func `a service that nobody waits for to be healthy is started when it runs`() throws {
    let project = try project(
      "services: {a: {image: x, healthcheck: {test: ok}}, b: {image: x, depends_on: [a]}}")
    #expect(try !section("Container", of: "a", in: project).contains("Notify"))
  }

  @Test func `who shares a network namespace has the host name of its owner, and nothing of the network`() throws {
    let project = try project(Self.chain)
    #expect(
      try section("Container", of: "runtime", in: project).contains(
        """

        HostName=host-1
        Network=edge-01-mesh.container
        Volume=edge-01-data.volume:/data

        """))
  }

  @Test(arguments: [
    ("no", "Restart=no\nTimeoutStartSec=15min", "", ""),
    (
      "always", "Restart=always\nRestartSec=1s\nTimeoutStartSec=15min", "\nStartLimitIntervalSec=0", "multi-user.target"
    ),
    (
      "unless-stopped", "Restart=always\nRestartSec=1s\nTimeoutStartSec=15min", "\nStartLimitIntervalSec=0",
      "multi-user.target"
    ),
    ("on-failure", "Restart=on-failure\nRestartSec=1s\nTimeoutStartSec=15min", "\nStartLimitIntervalSec=0", ""),
    (
      "on-failure:3", "Restart=on-failure\nRestartSec=1s\nTimeoutStartSec=15min",
      "\nStartLimitIntervalSec=infinity\nStartLimitBurst=4", ""
    ),
  ])
  func `systemd restarts what the engine would have restarted`(
    policy: String, service: String, limit: String, target: String
  ) throws {
    let project = try project("services: {a: {image: x, restart: '\(policy)'}}")
    #expect(try section("Service", of: "a", in: project) == service)
    #expect(try section("Unit", of: "a", in: project) == "Description=a of the node edge-01" + limit)
    #expect(try section("Install", of: "a", in: project) == (target.isEmpty ? "" : "WantedBy=\(target)"))
  }

  @Test func `volumes and networks keep their names and options`() throws {
    let units = try QuadletExport.units(
      of: project(
        """
        services:
          a: {image: x, networks: [n, there], volumes: ["v:/v:ro", "w:/w:nocopy", "mine:/mine"]}
        networks:
          n: {driver_opts: {mtu: "1400"}, internal: true, enable_ipv6: true, labels: {a: b c}}
          there: {external: true}
        volumes:
          v: {name: given, driver_opts: {type: tmpfs, device: tmpfs, o: size=1m}, labels: {a: "%"}}
          w: {driver: local, driver_opts: {type: none, copy: "a b"}}
          mine: {external: true}
        """), notes: [])
    #expect(
      units.map(\.text).dropLast() == [
        """
        [Network]
        NetworkName=edge-01_n
        Driver=bridge
        Internal=true
        IPv6=true
        Options=mtu=1400
        Label="a=b c"

        """,
        """
        [Volume]
        VolumeName=given
        Type=tmpfs
        Device=tmpfs
        Options=size=1m
        Label=a=%%

        """,
        """
        [Volume]
        VolumeName=edge-01_w
        Driver=local
        PodmanArgs=--opt=type=none
        PodmanArgs="--opt=copy=a b"

        """,
      ])
    let lines = try #require(units.last).text.split(separator: "\n").filter {
      $0.contains("Network=") || $0.contains("Volume=")
    }
    #expect(
      lines == [
        "Network=edge-01-n.network:alias=a", "Network=there:alias=a", "Volume=edge-01-v.volume:/v:ro",
        "Volume=edge-01-w.volume:/w:nocopy", "Volume=mine:/mine",
      ])
  }

  private static let chain = """
    services:
      worker:
        image: worker
        network_mode: service:mesh
        restart: always
        depends_on: {mesh: {condition: service_healthy}, runtime: {condition: service_healthy}}
        healthcheck: {test: ok}
      mesh: {image: mesh, hostname: host-1, restart: always, healthcheck: {test: ok}}
      runtime:
        image: runtime
        network_mode: service:mesh
        restart: always
        depends_on: {mesh: {condition: service_healthy, restart: true}}
        volumes: [data:/data]
        healthcheck: {test: ok}
    volumes: {data: {}}
    """
}

/// The lines of a section in the unit of a service.
func section(_ name: String, of service: String, in project: Project) throws -> String {
  let units = try QuadletExport.units(of: project, notes: [])
  let unit = try #require(units.first { $0.name == "edge-01-\(service).container" })
  let part = unit.text.split(separator: "\n\n").first { $0.hasPrefix("[\(name)]\n") } ?? ""
  return part.split(separator: "\n").dropFirst().joined(separator: "\n")
}
