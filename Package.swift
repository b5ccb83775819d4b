// swift-tools-version: 6.1
import PackageDescription

/// Settings of every Swift target: strict imports, explicit existentials.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A library target of this package and the targets below it.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of a module.
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
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    ],
    targets: [
        // What C does better: byte masks, zstd, gzip.
        .target(name: "CByteMask"),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        // The modules, from the lowest up; Sources/README.md says what each is for.
        module("Columns", ["CByteMask"]),
        module("ColumnFiles", ["Columns", "CZstd"]),
        module("HanNames"),
        module(
            "Registers",
            [
                "Columns", "HanNames", "CByteMask", "CZstd", "CZlib",
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        module("Blocking", ["Columns", "HanNames", "CByteMask"]),
        module("Comparison", ["Columns", "CByteMask"]),
        module("Linkage", ["Columns", "Blocking", "Comparison"]),
        module("Resolution", ["Columns"]),
        module("Estimation"),
        module("Population", ["Columns", "Resolution"]),
        module("Inference", ["Columns", "Resolution", "Estimation", "Population"]),
        module("Disclosure"),
        module("Synthesis", ["Columns", "ReferenceTables"]),
        module(
            "RunStore",
            [
                "Columns", "ColumnFiles", "CByteMask", "CZstd", "Schemas",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        module("Reporting", ["RunStore", "ReportStyles"]),
        module(
            "Jobs",
            [
                "Columns", "Registers", "Blocking", "Comparison", "Synthesis", "ReferenceTables",
                "Estimation", "Population", "Inference", "Disclosure",
                .product(name: "Yams", package: "Yams"),
            ]
        ),
        module(
            "Pipeline",
            [
                "Columns", "ColumnFiles", "Registers", "Blocking", "Comparison", "Linkage", "Resolution",
                "RunStore", "Estimation", "Population", "Inference", "Disclosure", "Reporting", "Jobs",
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        module(
            "Simulation",
            [
                "Columns", "Registers", "RunStore", "Synthesis", "ReferenceTables", "Estimation",
                "Population",
                "Inference", "Jobs", "Pipeline",
            ]
        ),
        .executableTarget(
            name: "recensus",
            dependencies: [
                "Columns", "Jobs", "Pipeline", "RunStore", "Simulation", "Synthesis",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),

        // What users can open and the binary carries: schemas of files and of the database.
        .target(
            name: "Schemas",
            path: "Schemas",
            exclude: ["registers"],
            resources: [
                .embedInCode("results.sql"),
                .embedInCode("job.schema.json"),
                .embedInCode("register.schema.json"),
                .embedInCode("scenario.schema.json"),
            ],
            swiftSettings: settings
        ),

        // How the report looks.
        .target(
            name: "ReportStyles",
            path: "Reports",
            exclude: ["README.md", "hong-kong.html"],
            resources: [.embedInCode("report.css")],
            swiftSettings: settings
        ),

        // Tables that ship in the open and are compiled in.
        .target(
            name: "ReferenceTables",
            path: "Synthetic",
            exclude: ["README.md"],
            resources: [
                .embedInCode("scenarios/adversarial.yaml"),
                .embedInCode("scenarios/easy.yaml"),
                .embedInCode("scenarios/generic.yaml"),
                .embedInCode("scenarios/hard.yaml"),
                .embedInCode("scenarios/hong-kong.yaml"),
                .embedInCode("scenarios/independent-errors.yaml"),
                .embedInCode("scenarios/no-identifiers.yaml"),
                .embedInCode("scenarios/no-lag.yaml"),
                .embedInCode("tables/district_age_sex.csv"),
                .embedInCode("tables/districts.csv"),
                .embedInCode("tables/english_given_names.csv"),
                .embedInCode("tables/given_name_characters.csv"),
                .embedInCode("tables/places.csv"),
                .embedInCode("tables/surnames.csv"),
                .embedInCode("tables/ethnic_names.csv"),
                .embedInCode("tables/household_sizes.csv"),
                .embedInCode("tables/simplified_characters.csv"),
                .embedInCode("tables/tenure.csv"),
                .embedInCode("tables/generic_district_age_sex.csv"),
                .embedInCode("tables/generic_districts.csv"),
                .embedInCode("tables/generic_given_names.csv"),
                .embedInCode("tables/generic_household_sizes.csv"),
                .embedInCode("tables/generic_places.csv"),
                .embedInCode("tables/generic_surnames.csv"),
                .embedInCode("tables/generic_tenure.csv"),
            ],
            swiftSettings: settings
        ),

        // What the kernels cost: swift run -c release bench-kernels
        .executableTarget(
            name: "bench-kernels",
            dependencies: ["Columns", "Comparison"],
            path: "Benchmarks/Kernels",
            swiftSettings: settings
        ),
        // What the estimators cost: swift run -c release bench-estimation
        .executableTarget(
            name: "bench-estimation",
            dependencies: ["Estimation"],
            path: "Benchmarks/Estimation",
            swiftSettings: settings
        ),
        // What reading, standardising and writing cost: swift run -c release bench-edges
        .executableTarget(
            name: "bench-edges",
            dependencies: [
                "Columns", "Jobs", "Pipeline", "Registers", "RunStore", "Simulation", "Synthesis",
            ],
            path: "Benchmarks/Edges",
            swiftSettings: settings
        ),

        tests("Columns"),
        tests("ColumnFiles", ["Columns", "Mutations"]),
        // Changes that tests make to files at random.
        .target(
            name: "Mutations",
            dependencies: ["Columns"],
            path: "Tests/Mutations",
            swiftSettings: settings
        ),

        // Folders and jobs that tests of several modules use.
        .target(name: "Fixtures", path: "Tests/Fixtures", swiftSettings: settings),

        tests(
            "Registers",
            ["Columns", "CZstd", "CZlib", "Mutations", .product(name: "GRDB", package: "GRDB.swift")]
        ),
        tests("HanNames"),
        tests("Blocking", ["Columns"]),
        tests("Comparison", ["Columns"]),
        tests("Linkage", ["Columns", "Blocking", "Comparison"]),
        tests("Resolution", ["Columns"]),
        tests("Estimation"),
        tests("Population", ["Columns", "Resolution", "Estimation"]),
        tests("Inference", ["Columns", "Resolution", "Estimation", "Population"]),
        tests("Disclosure", ["Columns"]),
        tests("Synthesis", ["Columns"]),
        tests("Reporting", ["RunStore"]),
        tests("RunStore", ["Columns", "CZstd", .product(name: "GRDB", package: "GRDB.swift")]),
        tests(
            "Jobs",
            [
                "Blocking", "ColumnFiles", "Columns", "Comparison", "Disclosure", "Fixtures", "Inference",
                "Population",
                "Registers", "Schemas", "Synthesis",
            ]
        ),
        tests(
            "Simulation",
            [
                "Columns", "Estimation", "Fixtures", "Jobs", "Pipeline", "Registers", "Resolution",
                "RunStore", "Synthesis",
            ]
        ),
        tests(
            "recensus",
            [
                "Columns", "Fixtures", "Jobs", "Pipeline", "Registers", "RunStore", "Simulation", "Synthesis",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        tests(
            "Pipeline",
            [
                "Blocking", "Columns", "Comparison", "Disclosure", "Estimation", "Fixtures", "Inference",
                "Jobs",
                "Linkage", "Mutations", "Population", "Registers", "Reporting", "Resolution", "RunStore",
                "Schemas", "Simulation", "Synthesis",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)

// Readers under libFuzzer, which needs a runtime of its own: see Tests/Fuzz/README.md.
if Context.environment["RECENSUS_FUZZ"] != nil {
    package.targets += [
        .executableTarget(
            name: "recensus-fuzz",
            dependencies: ["Columns", "Jobs", "Pipeline", "Registers", "RunStore"],
            path: "Tests/Fuzz/Driver",
            swiftSettings: settings
        )
    ]
}
