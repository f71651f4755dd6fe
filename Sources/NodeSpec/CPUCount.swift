/// A number of CPUs, perhaps a fraction of one: `4`, `0.5`.
package enum CPUCount {
  /// Engines give no container less than a hundredth of a CPU.
  package static let least = 0.01

  /// As it is written: `4`, not `4.0`.
  package static func text(_ cpus: Double) -> String { cpus == cpus.rounded() ? "\(Int(cpus))" : "\(cpus)" }

  package static func parse(_ text: String) throws(InvalidValue) -> Double {
    let isNumber = text.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard isNumber, let cpus = Double(text), cpus < 1e6 else {
      throw InvalidValue("\(Redaction.quote(text)) is not a number of CPUs", hint: "write it as 4 or 0.5")
    }
    guard cpus >= least else { throw InvalidValue("\(text) is not between \(least) and 1000000 CPUs") }
    return cpus
  }
}
