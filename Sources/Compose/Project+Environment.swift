extension Project {
  /// Gives the variables that services name without a value the value that they have here; those that have none go.
  mutating func inheritEnvironment(_ environment: Variables) {
    for index in services.indices {
      for pair in services[index].environment where pair.value == nil {
        if case .text(let value)? = environment[pair.key] {
          services[index].environment[pair.key] = value
        } else {
          services[index].environment.remove(pair.key)
        }
      }
    }
  }
}
