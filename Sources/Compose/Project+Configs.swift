extension Project {
  /// The same project with every config a file that is bound from a directory, under the config's key.
  ///
  /// For tools that do not know configs with a content, such as podman-compose, which leaves them out without a word.
  package func bindingConfigs(in directory: String) -> Project {
    var project = self
    project.configs = []
    for index in project.services.indices {
      project.services[index].volumes += services[index].configs.map { grant in
        Mount(.bind("\(directory)/\(grant.source)", propagation: nil), at: grant.target, readOnly: true)
      }
      project.services[index].configs = []
    }
    return project
  }
}
