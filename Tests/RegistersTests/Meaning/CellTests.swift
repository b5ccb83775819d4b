import Columns
import Testing

@testable import Registers

@Suite struct CellTests {
    private func clean(_ text: String) -> String {
        String(decoding: PlainText.cleaned(Array(text.utf8)[...]), as: UTF8.self)
    }

    @Test(
        "full-width forms, odd spaces and what cannot be seen are one thing",
        arguments: [
            ("ＣＨＡＮ　Ｔａｉ", "CHAN Tai"), ("\u{a0}Chan\u{2009}Tai\u{3000}", "Chan Tai"),
            ("Ch\u{ad}an\u{200b}", "Chan"),
            ("\u{feff}１２３", "123"), ("๑๒/٠٣/۱۹", "12/03/19"), ("a\u{2013}b\u{2212}c", "a-b-c"),
            ("陳大文", "陳大文"),
            ("Müller é", "Müller é"), ("\u{200b}", ""), ("葛\u{e0101}", "葛"), ("あいう", "あいう"),
        ]
    )
    func plainText(before: String, after: String) { #expect(clean(before) == after) }

    @Test("bytes that are no text survive cleaning")
    func malformed() {
        let bytes: [UInt8] = [0xe2, 0x80, 0x41, 0xff, 0xef, 0xbc]
        #expect(PlainText.cleaned(bytes[...]) == bytes)
    }

    @Test(
        "tokens for no value are known in every notation",
        arguments: [
            "\\N", "NULL", "null", "(null)", "<NULL>", "[NULL]", "#N/A", "#NULL!", "#VALUE!", "#DIV/0!",
            "N/A", "n.a.", "NaN", "NaT", "<NA>",
            "-", "--", ".", "...", "?", "???", "*", "unknown", "UNKNOWN", "Unk", "Not known", "not stated",
            "None", "不詳", "未知", "undefined",
        ]
    )
    func tokens(text: String) {
        var text = text
        text.withUTF8 { #expect(MissingTokens.matches($0, .codes)) }
    }

    @Test(
        "names, answers and codes keep what are values among them",
        arguments: [
            ("None", MissingTokens.Strictness.names), ("Na", .names), ("Null", .names), ("none", .answers),
            ("nil", .answers), ("無", .answers),
            ("+", .codes), ("0", .codes), ("N", .codes), ("M", .codes), ("1.5", .codes), ("Nanking", .codes),
            ("A-", .codes), ("#12", .codes),
        ]
    )
    func noTokens(text: String, strictness: MissingTokens.Strictness) {
        var text = text
        text.withUTF8 { #expect(!MissingTokens.matches($0, strictness)) }
    }

    @Test("labels of dropped values never show a person's value")
    func labels() {
        func label(_ text: String) -> String { MissingTokens.label(Array(text.utf8)[...]) }
        #expect(
            label("\\N") == "\\N" && label("99999999") == "99999999" && label("1900-01-01") == "1900-01-01"
        )
        #expect(
            label("01/01/1900") == "01/01/1900" && label("0000-00-00") == "0000-00-00"
                && label("n/a") == "n/a"
        )
        #expect(label("CHAN TAI MAN") == "no digits or known words")
        #expect(label("baby of Chan Siu Ming") == "no digits or known words")
        #expect(label("A123456(7)") == "other placeholders")
    }

    @Test(
        "whole numbers are known by what they are",
        arguments: [
            ("26781172.0", "26781172", true), ("2.6781172E7", "26781172", true), ("1.0E7", "10000000", true),
            ("26,781,172.00", "26781172", true),
            ("2.6781172e+07", "26781172", true), ("123", "123", false), ("0.0", "0", true),
            ("-5.0", "5", true), ("1E+3", "1000", true),
        ]
    )
    func wholeNumbers(text: String, digits: String, isFloat: Bool) {
        var (text, room) = (text, ByteRoom())
        defer { room.deallocate() }
        let number = text.withUTF8 { WholeNumber.read($0, into: &room) }
        #expect(number?.isFloat == isFloat)
        #expect(String(decoding: room.view, as: UTF8.self) == digits)
    }

    @Test(
        "codes and fractions are no whole numbers",
        arguments: ["12E3", "1.5", "A1.0", "1.2.0", "", "1,23.0", "1.0E", "1.0E99", "1.25E1"]
    )
    func noWholeNumbers(text: String) {
        var (text, room) = (text, ByteRoom())
        defer { room.deallocate() }
        #expect(text.withUTF8 { WholeNumber.read($0, into: &room) } == nil)
    }

    @Test("a column of floats is one, where a point is part of codes it is none")
    func floatColumns() {
        func column(_ values: [String], _ role: Role = .identifier) -> FloatColumn? {
            FloatColumn(table(["x"], values.map { [$0] }).columns[0].values, role: role)
        }
        #expect(column(["1.0", "2.0", "17.0"]) != nil)
        #expect(column(["1.0", "1.1", "1.2"]) == nil)
        #expect(column(["1", "2"]) == nil)
        #expect(column(["1.0", "2.0"], .surname) == nil)
        #expect(column(["1067.0", "10115.0", "20095.0", "80331.0"], .postcode)?.width == 5)
        #expect(column((0..<50).map { "2.6\($0 + 10)1E+07" })?.areRoundedLost == true)
        #expect(column((0..<50).map { "2.6781\($0 + 100)E7" })?.areRoundedLost == false)
    }

    @Test(
        "cells in two languages have two halves",
        arguments: [
            ("觀塘區 kwun tong", "觀塘區", "kwun tong"), ("m (男)", "男", "m"), ("已婚/married", "已婚", "married"),
            ("kwun tong觀塘", "觀塘", "kwun tong"),
        ]
    )
    func halves(text: String, han: String, latin: String) {
        var text = text
        text.withUTF8 { bytes in
            let halves = BilingualCell.halves(bytes)
            #expect(halves.map { String(decoding: bytes.part($0.han), as: UTF8.self) } == han)
            #expect(halves.map { String(decoding: bytes.part($0.latin), as: UTF8.self) } == latin)
        }
    }

    @Test(
        "one language, or three parts, are no halves",
        arguments: ["觀塘", "kwun tong", "a 座 b", "甲 ab 乙", "男1"]
    )
    func noHalves(text: String) {
        var text = text
        text.withUTF8 { #expect(BilingualCell.halves($0) == nil) }
    }

    @Test(
        "sex is read by either half, and not where halves differ",
        arguments: [
            ("男 M", "m"), ("男/M", "m"), ("M (男)", "m"), ("F女", "f"), ("2-女", "f"), ("Female 女性", "f"),
            ("男 F", ""), ("M?", "m"), ("M x", ""),
        ]
    )
    func sex(before: String, after: String) {
        #expect(canonical(SexCanonicaliser(coding: .standard), before) == [after])
    }

    @Test(
        "ages become years of birth",
        arguments: [
            ("30", "1995"), ("30.0", "1995"), ("30歲", "1995"), ("7 months", "2026"), ("0", "2026"),
            ("130", ""), ("old", ""),
        ]
    )
    func ages(before: String, after: String) {
        let june = AgeCanonicaliser(day: .init(year: 2026, month: 6, day: 30))
        #expect(canonical(june, before) == [after])
        let december = AgeCanonicaliser(day: .init(year: 2026, month: 12, day: 31))
        #expect(canonical(december, "30") == ["1996"])
    }
}
