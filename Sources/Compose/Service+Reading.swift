import Images
import NodeSpec
import YAML

extension Service {
  /// Reads an entry of `services:`.
  ///
  /// A key that nodectl does not model is an error: nothing is silently left out.
  init(_ entry: Node.Entry, _ diagnostics: Diagnostics) {
    self.init(name: entry.key.text)
    var fields = MappingReader(entry.value, diagnostics)
    readProcess(&fields, diagnostics)
    readNetwork(&fields, diagnostics)
    readFiles(&fields, diagnostics)
    readPrivileges(&fields, diagnostics)
    readLife(&fields, diagnostics)
    fields.reportUnknownKeys(allowingExtensions: true)
  }

  private mutating func readProcess(_ fields: inout MappingReader, _ diagnostics: Diagnostics) {
    let image = fields.required("image", hint: "nodectl runs images, it does not build them")
    self.image = image?.image(diagnostics)?.description ?? ""
    entrypoint = fields.optional("entrypoint").flatMap { Self.command($0, diagnostics) }
    command = fields.optional("command").flatMap { Self.command($0, diagnostics) }
    environment = fields.optional("environment").map { KeyValues($0, diagnostics) } ?? [:]
    labels = fields.optional("labels").map { KeyValues($0, diagnostics) } ?? [:]
    user = fields.optional("user")?.text(diagnostics)
    workingDirectory = fields.optional("working_dir")?.text(diagnostics)
    initProcess = fields.optional("init")?.boolean(diagnostics) ?? false
  }

  private mutating func readNetwork(_ fields: inout MappingReader, _ diagnostics: Diagnostics) {
    hostname = fields.optional("hostname")?.text(diagnostics)
    networkMode = fields.optional("network_mode")?.value(diagnostics, NetworkMode.init)
    networks = fields.optional("networks").map { NetworkAttachment.read($0, diagnostics) } ?? []
    let ports = fields.optional("ports")?.items(diagnostics).flatMap { PortMapping.read($0, diagnostics) }
    self.ports = Self.lastOfEach(ports) { [$0.hostIP, "\($0.published ?? 0)", "\($0.target)", $0.transport.rawValue] }
    let extraHosts = fields.optional("extra_hosts").map {
      KeyValues($0, separators: ["=", ":"], requiringValues: "write it as \"name=10.1.2.3\"", diagnostics)
    }
    self.extraHosts = extraHosts ?? [:]
  }

  private mutating func readFiles(_ fields: inout MappingReader, _ diagnostics: Diagnostics) {
    let volumes = fields.optional("volumes")?.items(diagnostics).compactMap { Mount.read($0, diagnostics) }
    self.volumes = Self.lastOfEach(volumes, by: \.target)
    tmpfs = Self.lastOfEach(fields.optional("tmpfs").map { Self.strings($0, diagnostics) }) { $0 }
    secrets = Self.files(fields.optional("secrets"), in: "/run/secrets", diagnostics)
    configs = Self.files(fields.optional("configs"), in: "", diagnostics)
    readOnly = fields.optional("read_only")?.boolean(diagnostics) ?? false
  }

  private mutating func readPrivileges(_ fields: inout MappingReader, _ diagnostics: Diagnostics) {
    privileged = fields.optional("privileged")?.boolean(diagnostics) ?? false
    capAdd = Self.lastOfEach(fields.optional("cap_add").map { Self.strings($0, diagnostics) }) { $0 }
    capDrop = Self.lastOfEach(fields.optional("cap_drop").map { Self.strings($0, diagnostics) }) { $0 }
    let devices = fields.optional("devices")?.items(diagnostics).compactMap { $0.value(diagnostics, Device.init) }
    self.devices = Self.lastOfEach(devices, by: \.target)
    securityOptions = Self.lastOfEach(fields.optional("security_opt").map { Self.strings($0, diagnostics) }) { $0 }
    let sysctls = fields.optional("sysctls").map {
      KeyValues($0, requiringValues: "write it as \"net.ipv4.ip_forward=1\"", diagnostics)
    }
    self.sysctls = sysctls ?? [:]
    ulimits = (fields.optional("ulimits")?.entries(diagnostics) ?? []).compactMap { Ulimit.read($0, diagnostics) }
    cgroup = fields.optional("cgroup")?.choice(CgroupMode.self, diagnostics)
    pid = fields.optional("pid")?.choice(PidMode.self, diagnostics)
    cpus = fields.optional("cpus")?.value(diagnostics, CPUCount.parse)
    memoryLimit = fields.optional("mem_limit")?.value(diagnostics, ByteCount.parse)
    pidsLimit = fields.optional("pids_limit")?.integer(in: -1...Int(Int32.max), diagnostics)
  }

  private mutating func readLife(_ fields: inout MappingReader, _ diagnostics: Diagnostics) {
    healthcheck = fields.optional("healthcheck").map { Healthcheck($0, diagnostics) }
    dependsOn = fields.optional("depends_on").map { Dependency.read($0, diagnostics) } ?? []
    restart = fields.optional("restart")?.value(diagnostics, RestartPolicy.init) ?? .no
    stopGracePeriod = fields.optional("stop_grace_period")?.value(diagnostics, ComposeDuration.parse)
    stopSignal = fields.optional("stop_signal")?.text(diagnostics)
    logging = fields.optional("logging").map { Logging($0, diagnostics) }
  }

  private static func command(_ node: Node, _ diagnostics: Diagnostics) -> [String]? {
    guard node.sequence != nil else { return node.value(diagnostics, ShellWords.split) }
    return node.items(diagnostics).compactMap { $0.text(diagnostics) }
  }

  /// One text, or a list of them.
  private static func strings(_ node: Node, _ diagnostics: Diagnostics) -> [String] {
    (node.sequence ?? [node]).compactMap { $0.text(diagnostics) }
  }

  private static func files(_ node: Node?, in directory: String, _ diagnostics: Diagnostics) -> [FileGrant] {
    let grants = node?.items(diagnostics).compactMap { FileGrant.read($0, in: directory, diagnostics) }
    return lastOfEach(grants, by: \.target)
  }

  /// Merged lists say some things twice: the last stands, in the place of the first.
  private static func lastOfEach<Item, Key: Equatable>(_ items: [Item]?, by key: (Item) -> Key) -> [Item] {
    (items ?? []).reduce(into: []) { kept, item in
      if let index = kept.firstIndex(where: { key($0) == key(item) }) { kept[index] = item } else { kept.append(item) }
    }
  }
}
