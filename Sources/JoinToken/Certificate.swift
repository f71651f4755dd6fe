import FoundationEssentials
import SwiftASN1

/// What nodectl reads of an X.509 certificate (RFC 5280 §4.1), whose signature it does not check.
struct Certificate: DERParseable {
  let notBefore: Date
  let notAfter: Date
  /// The SubjectPublicKeyInfo as it is encoded.
  let publicKeyInfo: ArraySlice<UInt8>

  init(derEncoded node: ASN1Node) throws {
    self = try DER.sequence(node, identifier: .sequence) { parts in
      let body = try Self(body: try parts.nextOrThrow())
      // The signature and its algorithm.
      while parts.next() != nil {}
      return body
    }
  }

  private init(body: ASN1Node) throws {
    (notBefore, notAfter, publicKeyInfo) = try DER.sequence(body, identifier: .sequence) { fields in
      let version = try DER.optionalExplicitlyTagged(&fields, tagNumber: 0, tagClass: .contextSpecific) { $0 }
      let serialNumber = try fields.nextOrThrow()
      let signatureAlgorithm = try fields.nextOrThrow()
      let issuer = try fields.nextOrThrow()
      let validity = try fields.nextOrThrow()
      let subject = try fields.nextOrThrow()
      let key = try fields.nextOrThrow()
      _ = (version, serialNumber, signatureAlgorithm, issuer, subject)
      // Extensions.
      while fields.next() != nil {}
      let (start, end) = try Self.dates(of: validity)
      return (start, end, key.encodedBytes)
    }
  }

  private static func dates(of validity: ASN1Node) throws -> (Date, Date) {
    try DER.sequence(validity, identifier: .sequence) { times in
      (try date(try times.nextOrThrow()), try date(try times.nextOrThrow()))
    }
  }

  /// UTCTime until 2049, GeneralizedTime from then on; both in UTC.
  private static func date(_ node: ASN1Node) throws -> Date {
    var parts = DateComponents()
    if node.identifier == .utcTime {
      let time = try UTCTime(derEncoded: node)
      (parts.year, parts.month, parts.day) = (time.year, time.month, time.day)
      (parts.hour, parts.minute, parts.second) = (time.hours, time.minutes, time.seconds)
    } else {
      let time = try GeneralizedTime(derEncoded: node)
      (parts.year, parts.month, parts.day) = (time.year, time.month, time.day)
      (parts.hour, parts.minute, parts.second) = (time.hours, time.minutes, time.seconds)
    }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    guard let date = calendar.date(from: parts) else {
      throw ASN1Error.invalidASN1Object(reason: "no such date")
    }
    return date
  }
}

extension ASN1NodeCollection.Iterator {
  fileprivate mutating func nextOrThrow() throws -> ASN1Node {
    guard let node = next() else { throw ASN1Error.invalidASN1Object(reason: "a field is missing") }
    return node
  }
}
