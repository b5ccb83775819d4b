/// Jobs that several tests read.
package enum JobFixtures {
    /// A job that uses every key.
    package static let full = """
        # A job that uses every key.
        reference_date: 2026-06-30
        seed: 42
        threads: 4
        output: out
        registers:
          population: { path: population.csv.zst, schema: population.schema.json, duplicates: none }
          health:
            path: health.sqlite
            table: people
            delimiter: tab
            encoding: Big5-HKSCS
            header: line 4
            set_aside: 7 %
            id: "no"
            columns:
              Given Name: given_name
              dob: { role: birth_date, format: dmy, calendar: buddhist, pivot: 2026, utc_offset: +08:00 }
          movement: { path: movement.csv.zst, use: residence }
        link:
          block:
            - [surname, birth_date]
            - surname.soundex & birth_date.year
            - "`a.b`.first_token.prefix( 3 )"
            - given_name.q_grams(2, 3)
          pair_budget: 50M
          compare:
            - given_name
            - name: family
              feature: surname
              levels:
                - exact
                - { label: swap, swapped_with: given_name }
                - jaro_winkler: 0.92
                - any: [nickname, { all: [{ levenshtein: 1 }, { not: { exact: sex } }] }]
                - shares_values
              tf: true
              m: { exact: 0.8, else: 0.1 }
          accept: { precision: 0.999 }
          method: one_to_one
          topology:
            - { between: [health, movement], link: false }
            - { within: population, link: yes }
          model: model.json
          keep_weight: -3.5
          labels: labels.csv
          never:
            - national_id.valid_and_different
            - { birth_date: [differ, missing], given_name: one edit }
          always:
            - "`a.b`.exact & family.swap"
        estimate:
          by: [district, sex]
          residence: hong_kong_usual_residents
        publish:
          disclosure: { method: cell_key, threshold: 10 }

        """
}
