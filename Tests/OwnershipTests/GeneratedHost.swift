import Ownership
import TestSupport

/// A host of processes that obeys the kernel's rules, and knows whose each of them is.
///
/// Namespaces that live at one time have different inodes, and so have processes pids; what is gone is used again.
struct GeneratedHost {
  enum Owner: Equatable {
    case host
    case node
    case tenant(Int)
  }

  struct Entry {
    var process: HostProcess
    let owner: Owner
    let container: Int?
  }

  struct Container {
    let id: String
    let owner: Owner
    let root: String?
    let data: MountPlace?
    let scope: String
    let shim: Int32
    let main: Int32
    let namespaces: Namespaces
  }

  static let data = MountPlace(device: "254:1", path: "/srv/edge/k0s-data")
  static let hostNamespaces = Namespaces(mount: 1, uts: 2, ipc: 3)
  static let shared = "/system.slice/containerd.service"

  var generator: SeededGenerator
  private(set) var entries: [Entry] = []
  private(set) var containers: [Container] = []
  private var inodes: [UInt64] = []
  private var pids: [Int32] = []
  private var lastInode: UInt64 = 100
  private var lastPID: Int32 = 10
  private var clock: UInt64 = 1000
  private var observer: Int32 = 1

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    add(1, 0, "/init.scope", "systemd", .host)
    add(2, 1, "/system.slice/docker.service", "dockerd", .host)
    add(3, 1, Self.shared, "containerd", .host)
    add(4, 1, "/user.slice/session-1.scope", "sshd", .host)
    add(5, 4, "/user.slice/session-1.scope", "nodectl", .host)
    observer = 5
    for index in 0..<Int.random(in: 2...5, using: &generator) { addContainer(index) }
    for _ in 0..<Int.random(in: 0...2, using: &generator) { addHostProcess() }
  }

  var snapshot: HostSnapshot {
    HostSnapshot(
      bootID: "boot", host: Self.hostNamespaces, observer: observer, processes: entries.map(\.process),
      dataPlace: Self.data)
  }

  func owner(of process: ProcessIdentity) -> Owner? { entries.first { $0.process.identity == process }?.owner }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }

  // MARK: Who lives there

  private mutating func addContainer(_ index: Int) {
    let owner: Owner = index < 2 ? .node : .tenant(index)
    let id = String(repeating: "\(index)abcdef0", count: 8)
    // A tenant may have our data directory for a backup, or even where we have it; a name that begins like ours; a root
    // that is a directory.
    let data: MountPlace? =
      if owner == .node { Self.data } else if chance(20) { Self.data } else if chance(50) {
        MountPlace(device: "254:1", path: "/srv/edge/k0s-data2")
      } else { nil }
    let root: String? = chance(10) ? (chance(50) ? nil : "254:1 /roots/\(index)") : "/docker/overlay2/\(index)/diff"
    let namespaces = Namespaces(mount: inode(), uts: inode(), ipc: inode())
    let scope =
      ["/docker/\(id)", "/system.slice/docker-\(id).scope", "/machine.slice/libpod-\(id).scope/container"]
      .randomElement(using: &generator) ?? ""
    let shim = add(pid(), 1, Self.shared, chance(50) ? "containerd-shim" : "conmon", .host)
    let main = pid()
    let container = Container(
      id: id, owner: owner, root: root, data: data, scope: scope, shim: shim, main: main, namespaces: namespaces)
    containers.append(container)
    add(main, shim, place(container), "k0s", owner, namespaces, root, data, in: index)
    for _ in 0..<Int.random(in: 0...4, using: &generator) { addProcess(of: container, in: index) }
  }

  /// In its container's cgroup, or, but never with somebody else's data in hand, where everyone's kubelet goes.
  private mutating func place(_ container: Container) -> String {
    let mayEscape = container.owner == .node || container.data != Self.data
    return mayEscape && chance(60) ? Self.shared : container.scope
  }

  private mutating func addProcess(of container: Container, in index: Int) {
    let family = entries.filter { $0.container == index }.map(\.process.pid)
    let parent = chance(70) ? family.randomElement(using: &generator) ?? container.shim : container.shim
    var namespaces = container.namespaces
    var (root, data) = (container.root, container.data)
    if chance(40) { namespaces = Namespaces(mount: inode(), uts: namespaces.uts, ipc: namespaces.ipc) }
    if chance(25) { (root, data) = (nil, nil) }
    if chance(15) { namespaces = Namespaces(mount: inode(), uts: inode(), ipc: inode()) }
    add(pid(), parent, place(container), "kubelet", container.owner, namespaces, root, data, in: index)
  }

  private mutating func addHostProcess() {
    let namespaces = chance(50) ? Self.hostNamespaces : Namespaces(mount: inode(), uts: 2, ipc: 3)
    let cgroup = [Self.shared, "/user.slice/session-1.scope", "/kubepods/burstable"].randomElement(using: &generator)
    add(pid(), 1, cgroup ?? "/", "sleep", .host, namespaces)
    if chance(20) { addVisitor() }
  }

  /// An engine's process that has entered a container to copy a file, and stays there with its main thread.
  private mutating func addVisitor() {
    guard let container = containers.randomElement(using: &generator) else { return }
    let host = Self.hostNamespaces
    let namespaces = Namespaces(mount: container.namespaces.mount, uts: host.uts, ipc: host.ipc)
    add(
      pid(), 1, "/system.slice/podman.service", "podman", .host, namespaces, container.root, container.data)
  }

  // MARK: What happens

  /// Some processes end, orphans find new parents, and newcomers get what the dead have left: pids and inodes.
  mutating func evolve() {
    var dead: [Entry] = []
    let chanceOfDeath = Int.random(in: 10...90, using: &generator)
    for entry in entries where entry.process.pid > 5 && chance(chanceOfDeath) { dead.append(entry) }
    let deadPIDs = Set(dead.map(\.process.pid))
    entries.removeAll { deadPIDs.contains($0.process.pid) }
    for index in entries.indices where deadPIDs.contains(entries[index].process.parent) {
      let shim = entries[index].container.map { containers[$0].shim }
      entries[index].process = entries[index].process.with(
        parent: shim.flatMap { deadPIDs.contains($0) ? nil : $0 } ?? 1)
    }
    let living = Set(entries.compactMap(\.process.namespaces).flatMap { [$0.mount, $0.uts, $0.ipc] })
    inodes = dead.compactMap(\.process.namespaces).flatMap { [$0.mount, $0.uts, $0.ipc] }.filter {
      !living.contains($0)
    }
    pids = dead.map(\.process.pid)
    for _ in 0..<Int.random(in: 0...3, using: &generator) { addNewcomer() }
  }

  private mutating func addNewcomer() {
    let namespaces = Namespaces(mount: inode(), uts: inode(), ipc: inode())
    let tenant = entries.randomElement(using: &generator)
    let ownShims = containers.filter { $0.owner == .node }.map(\.shim)
    let isOwn = tenant.map { $0.owner == .node || ownShims.contains($0.process.pid) } ?? true
    let parent = isOwn ? 1 : tenant?.process.pid ?? 1
    let root = "/docker/overlay2/new\(clock)/diff"
    let newcomer = add(pid(), parent, Self.shared, "sh", .tenant(99), namespaces, root)
    if chance(50) { add(pid(), newcomer, Self.shared, "sleep", .tenant(99), namespaces, root) }
  }

  @discardableResult
  private mutating func add(
    _ pid: Int32, _ parent: Int32, _ cgroup: String, _ name: String, _ owner: Owner,
    _ namespaces: Namespaces = GeneratedHost.hostNamespaces, _ root: String? = nil, _ data: MountPlace? = nil,
    in container: Int? = nil
  ) -> Int32 {
    clock += 1
    let process = HostProcess(
      identity: ProcessIdentity(pid: pid, startTime: clock), parent: parent, name: name, cgroup: cgroup,
      namespaces: namespaces, rootFileSystem: root, k0sData: data)
    entries.append(Entry(process: process, owner: owner, container: container))
    return pid
  }

  private mutating func inode() -> UInt64 {
    if let used = inodes.popLast() { return used }
    lastInode += 1
    return lastInode
  }

  private mutating func pid() -> Int32 {
    if let used = pids.popLast() { return used }
    lastPID += 1
    return lastPID
  }
}

extension HostProcess {
  func with(parent: Int32? = nil, state: String? = nil, startTime: UInt64? = nil, cgroup: String? = nil) -> HostProcess
  {
    HostProcess(
      identity: ProcessIdentity(pid: pid, startTime: startTime ?? identity.startTime), parent: parent ?? self.parent,
      state: state ?? self.state, userID: userID, command: command, name: name, cgroup: cgroup ?? self.cgroup,
      namespaces: namespaces, rootFileSystem: rootFileSystem, k0sData: k0sData)
  }
}
