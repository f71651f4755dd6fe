import Compose

extension ContainerUnit {
  /// What the service sees of the host's files, and its volumes.
  mutating func sayFiles() {
    if service.readOnly {
      container.add("ReadOnly", "true")
      container.add("ReadOnlyTmpfs", "false")
    }
    for tmpfs in service.tmpfs { say("Tmpfs", tmpfs) }
    for mount in service.volumes { say(mount) }
    for grant in service.secrets { say(grant) }
  }

  private mutating func say(_ mount: Mount) {
    guard !mount.target.contains(":") else {
      return refuse("the path \(mount.target) has a colon in it, which Quadlet takes for the end of a path")
    }
    var options: [String] = []
    let source: String
    switch mount.source {
    case .volume(let key):
      let volume = project.volumes.first { $0.key == key && $0.isExternal }
      source = volume.map(project.name(of:)) ?? VolumeUnit.fileName(key, in: project)
    case .bind(let path, let propagation):
      guard let path = hostPath(path) else { return }
      source = path
      if let propagation { options.append(propagation.rawValue) }
      // Podman makes no directory for a bind mount; what is there already, such as a file, is left as it is. What is only
      // read is to be there: a program, that a directory would be in the way of.
      if path.hasPrefix("/"), !mount.readOnly {
        systemd.add("ExecStartPre", "-/usr/bin/mkdir -p \(UnitText.word(path))")
      }
    }
    if mount.readOnly { options.append("ro") }
    if mount.noCopy { options.append("nocopy") }
    say(
      "Volume",
      ([source, mount.target] + (options.isEmpty ? [] : [options.joined(separator: ",")])).joined(separator: ":"))
  }

  private mutating func say(_ grant: FileGrant) {
    guard let secret = project.secrets.first(where: { $0.key == grant.source }) else { return }
    guard case .file(let file) = secret.source else {
      return refuse("the secret '\(secret.key)' is in the environment, and a unit binds files: write it with 'file'")
    }
    guard grant.uid == 0, grant.gid == 0, [nil, 0o600].contains(grant.mode) else {
      return refuse("the secret at \(grant.target) has the owner and the mode of its file: leave uid, gid and mode out")
    }
    guard let path = hostPath(file) else { return }
    say("Volume", "\(path):\(grant.target):ro")
  }

  /// A path as Quadlet takes it; nil where it would not read back the same, which is a problem then.
  private mutating func hostPath(_ path: String) -> String? {
    guard !path.contains(where: { $0.isWhitespace || $0 == ":" || $0 == "$" }) else {
      refuse("the path '\(path)' has a blank, a colon or a dollar sign in it, which Quadlet does not keep")
      return nil
    }
    return ["/", "."].contains { path.hasPrefix($0) } ? path : "./\(path)"
  }
}
