// swift-tools-version: 6.1
import PackageDescription

/// Settings of every Swift target: strict imports, explicit existentials.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A library target of this package and the targets below it.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of a room.
func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.init(stringLiteral: name)] + dependencies,
        swiftSettings: settings
    )
}

let package = Package(
    name: "recensus",
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    ],
    targets: [
        // What C does better: byte masks, zstd, gzip.
        .target(name: "CByteMask"),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        // The rooms, from the ground up; Sources/README.md says what each is for.
        room("Columns"),
        room(
            "Registers",
            [
                "Columns", "CByteMask", "CZstd", "CZlib",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        room("Blocking", ["Columns"]),
        room("Comparison", ["Columns", "CByteMask"]),
        room("Linkage", ["Columns", "Blocking", "Comparison"]),
        room("Resolution", ["Columns"]),
        room("Synthesis", ["Columns"]),
        room("RunStore", ["Columns", "CZstd"]),

        // What the kernels cost: swift run -c release bench-kernels
        .executableTarget(
            name: "bench-kernels",
            dependencies: ["Columns", "Comparison"],
            path: "Benchmarks/Kernels",
            swiftSettings: settings
        ),

        tests("Columns"),
        tests("Registers", ["Columns", "CZstd", "CZlib", .product(name: "GRDB", package: "GRDB.swift")]),
        tests("Blocking", ["Columns"]),
        tests("Comparison", ["Columns"]),
        tests("Linkage", ["Columns", "Blocking", "Comparison"]),
        tests("Resolution", ["Columns"]),
        tests("Synthesis", ["Columns"]),
        tests("RunStore", ["Columns"]),
    ],
    swiftLanguageModes: [.v6]
)
