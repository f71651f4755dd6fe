import TestSupport
import Testing

@testable import Engine

@Suite(.timeLimit(.minutes(10))) struct CreationTests {
  /// A container that uses every word there is.
  static let full: ContainerConfiguration = {
    var host = HostConfiguration()
    host.networkMode = "edge-01_default"
    host.pidMode = "host"
    host.ipcMode = "private"
    host.cgroupNamespaceMode = "host"
    host.isPrivileged = true
    host.hasInit = true
    host.isRootReadOnly = true
    host.addedCapabilities = ["NET_ADMIN"]
    host.droppedCapabilities = ["MKNOD"]
    host.securityOptions = ["no-new-privileges", "label=disable"]
    host.sysctls = ["net.ipv4.ip_forward": "1"]
    host.ulimits = [Ulimit(name: "nofile", soft: 1024, hard: 2048)]
    host.devices = [DeviceMapping(hostPath: "/dev/net/tun", containerPath: "/dev/net/tun")]
    host.deviceRequests = [DeviceRequest(driver: "cdi", identifiers: ["nvidia.com/gpu=all"])]
    host.binds = ["/srv/k0s data:/var/lib/k0s:shared", "crio-run:/var/run/crio"]
    host.tmpfs = ["/run": "", "/tmp": "size=64m,mode=1777"]
    host.portBindings = ["9993/udp": [PortBinding(hostPort: "9994")]]
    host.extraHosts = ["registry:10.0.0.1"]
    host.annotations = ["run.oci.handler": "krun"]
    host.restartPolicy = RestartPolicy(name: "on-failure", maximumRetryCount: 3)
    host.log = LogConfiguration(driver: "json-file", options: ["max-size": "10m", "max-file": "3"])
    host.memory = 8 << 30
    host.nanoCPUs = 1_500_000_000
    host.pidsLimit = 20000

    var configuration = ContainerConfiguration(image: busybox, host: host)
    configuration.hostname = "edge-01"
    configuration.user = "0:0"
    configuration.workingDirectory = "/srv"
    configuration.entrypoint = ["/bin/k0s"]
    configuration.command = ["worker", "--token-file=/etc/nodectl/join-token"]
    configuration.environment = ["A=b=c", "EMPTY="]
    configuration.labels = ["com.docker.compose.project": "edge-01"]
    configuration.healthCheck = HealthCheck(
      test: ["CMD-SHELL", "true"], interval: .seconds(15), timeout: .seconds(10), startPeriod: .seconds(60),
      startInterval: .milliseconds(1500), retries: 15)
    configuration.stopSignal = "SIGQUIT"
    configuration.stopTimeout = 60
    configuration.exposedPorts = ["9993/udp": EmptyObject()]
    configuration.networking = NetworkingConfiguration(endpoints: [
      "edge-01_default": NetworkEndpoint(aliases: ["zerotier"], address: NetworkEndpoint.Address(v4: "10.9.0.5"))
    ])
    return configuration
  }()

  private func create(_ configuration: ContainerConfiguration, on flavour: StubFlavour) async throws -> StubCall {
    let stub = StubEngine(flavour, images: [busybox])
    let engine = try await Engine.connect(stub)
    _ = try await engine.createNetwork(NetworkConfiguration(name: "edge-01_default"))
    let id = try await engine.createContainer("edge-01-k0s-1", configuration)
    #expect(stub.state.container("edge-01-k0s-1")?.id == id)
    return try #require(stub.calls.last)
  }

  @Test func `Docker's call says all that is asked for`() async throws {
    let call = try await create(Self.full, on: .docker)
    #expect(call.description == "POST /containers/create")
    #expect(call.query == ["name": "edge-01-k0s-1"])
    let expected = #"""
      {"Cmd":["worker","--token-file=/etc/nodectl/join-token"],"Entrypoint":["/bin/k0s"],"Env":["A=b=c","EMPTY="],
      "ExposedPorts":{"9993/udp":{}},"Healthcheck":{"Interval":15000000000,"Retries":15,"StartInterval":1500000000,
      "StartPeriod":60000000000,"Test":["CMD-SHELL","true"],"Timeout":10000000000},
      "HostConfig":{"Annotations":{"run.oci.handler":"krun"},
      "Binds":["/srv/k0s data:/var/lib/k0s:shared","crio-run:/var/run/crio"],"CapAdd":["NET_ADMIN"],"CapDrop":["MKNOD"],
      "CgroupnsMode":"host","DeviceRequests":[{"DeviceIDs":["nvidia.com/gpu=all"],"Driver":"cdi"}],
      "Devices":[{"CgroupPermissions":"rwm","PathInContainer":"/dev/net/tun","PathOnHost":"/dev/net/tun"}],
      "ExtraHosts":["registry:10.0.0.1"],"Init":true,"IpcMode":"private",
      "LogConfig":{"Config":{"max-file":"3","max-size":"10m"},"Type":"json-file"},"Memory":8589934592,
      "NanoCpus":1500000000,"NetworkMode":"edge-01_default","PidMode":"host","PidsLimit":20000,
      "PortBindings":{"9993/udp":[{"HostPort":"9994"}]},"Privileged":true,"ReadonlyRootfs":true,
      "RestartPolicy":{"MaximumRetryCount":3,"Name":"on-failure"},"SecurityOpt":["no-new-privileges","label=disable"],
      "Sysctls":{"net.ipv4.ip_forward":"1"},"Tmpfs":{"/run":"","/tmp":"size=64m,mode=1777"},
      "Ulimits":[{"Hard":2048,"Name":"nofile","Soft":1024}]},"Hostname":"edge-01","Image":"docker.io/library/busybox:latest",
      "Labels":{"com.docker.compose.project":"edge-01"},
      "NetworkingConfig":{"EndpointsConfig":{"edge-01_default":{"Aliases":["zerotier"],
      "IPAMConfig":{"IPv4Address":"10.9.0.5"}}}},"StopSignal":"SIGQUIT","StopTimeout":60,"User":"0:0","WorkingDir":"/srv"}
      """#
    #expect(call.json == JSONValue(Array(expected.utf8)))
  }

  @Test func `what is not asked for is not sent`() async throws {
    let call = try await create(ContainerConfiguration(image: busybox), on: .docker)
    #expect(call.json == ["Image": .string(busybox), "HostConfig": [:]])
  }

  @Test(arguments: [
    (StubFlavour.podman(version: "5.5.2", api: "1.41"), "POST /libpod/containers/create"),
    (.podman(version: "5.6.0", api: "1.41"), "POST /containers/create"),
    (.docker, "POST /containers/create"),
  ])
  func `the host's cgroup namespace is asked for where it is honoured`(
    flavour: StubFlavour, line: String
  ) async throws {
    #expect(try await create(Self.full, on: flavour).description == line)
  }

  @Test func `libpod's call says all that is asked for`() async throws {
    let call = try await create(Self.full, on: .podman)
    let expected = #"""
      {"name":"edge-01-k0s-1","image":"docker.io/library/busybox:latest","hostname":"edge-01","user":"0:0",
      "work_dir":"/srv","entrypoint":["/bin/k0s"],"command":["worker","--token-file=/etc/nodectl/join-token"],
      "env":{"A":"b=c","EMPTY":""},"labels":{"com.docker.compose.project":"edge-01"},
      "annotations":{"run.oci.handler":"krun"},
      "healthconfig":{"Test":["CMD-SHELL","true"],"Interval":15000000000,"Timeout":10000000000,
      "StartPeriod":60000000000,"Retries":15},"stop_signal":3,"stop_timeout":60,
      "restart_policy":"on-failure","restart_tries":3,
      "log_configuration":{"driver":"json-file","size":10000000,"options":{"max-file":"3"}},
      "netns":{"nsmode":"bridge"},"Networks":{"edge-01_default":{"aliases":["zerotier"],"static_ips":["10.9.0.5"]}},
      "portmappings":[{"host_port":9994,"container_port":9993,"protocol":"udp"}],"expose":{"9993":"udp"},
      "hostadd":["registry:10.0.0.1"],"pidns":{"nsmode":"host"},"ipcns":{"nsmode":"private"},
      "cgroupns":{"nsmode":"host"},"privileged":true,"init":true,"read_only_filesystem":true,"read_write_tmpfs":true,
      "cap_add":["NET_ADMIN"],"cap_drop":["MKNOD"],"no_new_privileges":true,"selinux_opts":["disable"],
      "sysctl":{"net.ipv4.ip_forward":"1"},"r_limits":[{"type":"nofile","soft":1024,"hard":2048}],
      "devices":[{"path":"/dev/net/tun:/dev/net/tun:rwm"},{"path":"nvidia.com/gpu=all"}],
      "mounts":[{"destination":"/var/lib/k0s","type":"bind","source":"/srv/k0s data","options":["shared"]},
      {"destination":"/run","type":"tmpfs","source":"tmpfs","options":[]},
      {"destination":"/tmp","type":"tmpfs","source":"tmpfs","options":["size=64m","mode=1777"]}],
      "volumes":[{"Name":"crio-run","Dest":"/var/run/crio","Options":[]}],
      "resource_limits":{"cpu":{"period":100000,"quota":150000},"memory":{"limit":8589934592},"pids":{"limit":20000}},
      "systemd":"true","image_volume_mode":"anonymous","create_working_dir":true,"base_hosts_file":"none"}
      """#
    #expect(call.json == JSONValue(Array(expected.utf8)))
  }

  @Test func `what libpod's call has no words for is refused, not left out`() async throws {
    var configuration = Self.full
    configuration.host.securityOptions = ["systempaths=unconfined"]
    let error = await #expect(throws: EngineError.self) { try await create(configuration, on: .podman) }
    #expect(
      error?.description
        == "cannot create edge-01-k0s-1 on this engine: the security option 'systempaths=unconfined'")
  }

  @Test(arguments: ["5.4.2", "5.8.6"])
  func `devices by a driver, which Podman would leave out without a word, are refused`(version: String) async throws {
    var configuration = Self.full
    configuration.host.deviceRequests = [DeviceRequest(driver: "nvidia", count: -1, capabilities: [["gpu"]])]
    let error = await #expect(throws: EngineError.self) {
      try await create(configuration, on: .podman(version: version, api: "1.41"))
    }
    #expect(
      error?.description == "cannot create edge-01-k0s-1 on this engine: "
        + "it knows no devices by the driver 'nvidia', name them by CDI (such as nvidia.com/gpu=all)")
    _ = try await create(configuration, on: .docker)
  }

  @Test(arguments: [("TERM", 15), ("SIGKILL", 9), ("sigrtmin+3", 37), ("12", 12)])
  func `a stop signal is a number to libpod`(text: String, number: Int) throws {
    #expect(try LibpodSpecification.number(ofSignal: text) == number)
  }

  @Test(arguments: ["RTMIN+31", "RTMIN+9223372036854775807", "RTMIN+92233720368547758070", "65", "0"])
  func `what is no stop signal is refused`(text: String) {
    #expect(throws: LibpodSpecification.Inexpressible.self) { try LibpodSpecification.number(ofSignal: text) }
  }

  @Test(arguments: [
    ("10m", Int64(10_000_000)), ("1G", 1_000_000_000), ("512", 512), ("4kB", 4000), ("", nil), ("m", nil),
  ])
  func `a log's size is bytes to libpod`(text: String, bytes: Int64?) {
    #expect((try? LibpodSpecification.bytes(text)) == bytes)
  }
}
