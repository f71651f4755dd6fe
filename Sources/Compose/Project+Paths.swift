import SystemPackage

extension Project {
  /// The project with every path of the host absolute, relative ones taken from a directory.
  package func resolvingPaths(in directory: String) -> Project {
    func resolve(_ path: String) -> String {
      FilePath(directory).pushing(FilePath(path)).lexicallyNormalized().string
    }
    var project = self
    for service in project.services.indices {
      for mount in project.services[service].volumes.indices {
        guard case .bind(let path, let propagation) = project.services[service].volumes[mount].source else { continue }
        project.services[service].volumes[mount].source = .bind(resolve(path), propagation: propagation)
      }
    }
    for secret in project.secrets.indices {
      if case .file(let path) = project.secrets[secret].source {
        project.secrets[secret].source = .file(resolve(path))
      }
    }
    return project
  }
}
