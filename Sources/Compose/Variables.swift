/// What `${NAME}` stands for in a spec or a template.
package struct Variables: Sendable {
  package enum Variable: Sendable, Equatable {
    case text(String)
    /// Not known yet, or not to be shown: this reference stands in its place, as in `${K0S_NODE_IP:?not up yet}`.
    case deferred(reference: String)
  }

  private var variables: [String: Variable]

  package init(_ variables: [String: Variable] = [:]) { self.variables = variables }

  package init(texts: [String: String]) { variables = texts.mapValues(Variable.text) }

  package subscript(name: String) -> Variable? {
    get { variables[name] }
    set { variables[name] = newValue }
  }

  package var names: [String] { Array(variables.keys) }

  /// These variables, with another's for the names that these have not.
  package func falling(backTo other: Variables) -> Variables {
    Variables(variables.merging(other.variables) { own, _ in own })
  }
}
