import FoundationEssentials
import SystemPackage
import TestSupport

/// How often a fault was met, and what became of it.
struct FaultCount {
  /// A fault with the name that it has in the table.
  struct Fault: CustomStringConvertible {
    let description: String
    let fault: StubFault
  }

  private static let faults = [
    Fault(description: "connection lost before the engine acts", fault: .dropBefore),
    Fault(description: "connection lost after the engine acted", fault: .dropAfter),
    Fault(description: "half an answer", fault: .truncate),
    Fault(description: "an answer that is no JSON", fault: .malformed),
    Fault(description: "a late answer", fault: .delay(.milliseconds(50))),
    Fault(description: "status 404", fault: .status(404)),
    Fault(description: "status 409", fault: .status(409)),
    Fault(description: "status 500", fault: .status(500)),
  ]

  private static let table = ProcessInfo.processInfo.environment["NODECTL_FAULTS"]

  /// The faults of each walk through the calls, which meet them in turn.
  static var walks: [[Fault]] { table == nil ? [faults] : faults.map { [$0] } }

  let fault: Fault
  private var overcome = 0
  private var told = 0

  init(fault: Fault) { self.fault = fault }

  mutating func note(_ error: String?) {
    if error == nil { overcome += 1 } else { told += 1 }
  }

  /// Adds a row for each to the table that is asked for.
  static func report(_ counts: [FaultCount], _ engine: Substring, _ operation: String) throws {
    guard let table else { return }
    let rows = counts.map { count in
      "| \(engine) | \(operation) | \(count.fault) | \(count.overcome + count.told) | \(count.overcome) | \(count.told) |\n"
    }
    let file = try FileDescriptor.open(
      FilePath(table), .writeOnly, options: [.append, .create], permissions: .ownerReadWrite)
    try file.closeAfter { _ = try file.writeAll(rows.joined().utf8) }
  }
}
