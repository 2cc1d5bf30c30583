package turnout.router.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is found, what it is called and how it is written, over {@link SampleContract}. */
final class ComparatorTest {

    private static final Digests DIGESTS = Digests.of(new byte[32]);
    private static final Comparator COMPARATOR = Comparator.of(SampleContract.OPERATIONS, DIGESTS);

    @Test
    void namesTheFieldThatDiffersByItsPathAndItsPattern() {
        Comparison comparison = compare(
                "items { name: 'a' } items { children { name: 'x' amount: 5 } }",
                "items { name: 'a' } items { children { name: 'x' amount: 6 } }");

        assertThat(comparison.outcome()).isEqualTo(Outcome.MISMATCH);
        assertThat(comparison.differences())
                .containsExactly(new FieldDifference(
                        "items[1].children[0].amount", "items[].children[].amount", "value", "5", "6"));
    }

    @Test
    void tellsAFieldSetToItsDefaultFromOneThatIsAbsent() {
        assertFound("kinds { int32_optional: 0 }", "kinds {}", "kinds.int32_optional presence 0|");
        assertFound("item {}", "", "item presence {}|");
        assertFound("one_text: ''", "one_number: 0", "one_text presence \"\"|", "one_number presence |0");
    }

    @Test
    void takesAPlainFieldSetToItsDefaultForAnAbsentOne() {
        // Number 5 of kinds is int32; a body may spell out its default.
        byte[] spelledOut = {10, 2, 5 << 3, 0};
        byte[] absent = {10, 0};

        assertThat(compare(spelledOut, absent)).isEqualTo(Comparison.MATCH);
    }

    @Test
    void doesNotLookAtIgnoredFields() {
        assertThat(compare("clock { amount: 1 } item { seen: 1 }", "item { seen: 2 }"))
                .isEqualTo(Comparison.MATCH);
    }

    @Test
    void toleratesIntegersNoFurtherApartThanTheContractAllows() {
        assertThat(compare("near: -2", "near: 3")).isEqualTo(Comparison.TOLERATED);
        assertThat(compare("near_list: [10, 20]", "near_list: [15, 15]")).isEqualTo(Comparison.TOLERATED);
        assertThat(compare("bag { about: 1 } bag { about: 100 }", "bag { about: 105 } bag { about: 3 }"))
                .isEqualTo(Comparison.TOLERATED);
        assertFound("near: -2", "near: 4", "near value -2|4");
    }

    @Test
    void measuresDistanceAcrossTheWholeRangeOfAType() {
        assertThat(compare("near_unsigned: 9223372036854775807", "near_unsigned: 9223372036854775809"))
                .isEqualTo(Comparison.TOLERATED);
        assertFound(
                "near_unsigned: 18446744073709551615",
                "near_unsigned: 0",
                "near_unsigned value 18446744073709551615|0");
        assertFound(
                "near_zigzag: 9223372036854775807",
                "near_zigzag: -9223372036854775808",
                "near_zigzag value 9223372036854775807|-9223372036854775808");
        assertFound("near_fixed: 4294967295", "near_fixed: 0", "near_fixed value 4294967295|0");
    }

    @Test
    void findsPartnersForToleratedElementsWhicheverComesFirst() {
        // 7 goes with 3 and with 12; only one way round leaves a partner for all.
        assertThat(compare("near_bag: [7, 3]", "near_bag: [7, 12]")).isEqualTo(Comparison.TOLERATED);
        assertThat(compare("bag { about: 10 } bag { about: 1 }", "bag { about: 10 } bag { about: 20 }"))
                .isEqualTo(Comparison.TOLERATED);
        assertThat(compare("near_bag: [7, 3]", "near_bag: [7, 13]").outcome()).isEqualTo(Outcome.MISMATCH);
    }

    @Test
    void comparesUnorderedListsAsMultisets() {
        assertThat(compare("numbers_bag: [1, 2, 2]", "numbers_bag: [2, 1, 2]")).isEqualTo(Comparison.MATCH);
        assertThat(compare("bag { tags: ['x', 'y'] } bag { name: 'b' }", "bag { name: 'b' } bag { tags: ['y', 'x'] }"))
                .isEqualTo(Comparison.MATCH);
        assertFound("numbers_bag: [1, 2, 2]", "numbers_bag: [2, 1, 1]", "numbers_bag[2] value 2|1");
    }

    @Test
    void namesTheWrongFieldOfAnUnorderedElement() {
        assertFound(
                "bag { name: 'a' } bag { name: 'b' amount: 1 }",
                "bag { name: 'b' amount: 2 } bag { name: 'a' }",
                "bag[1].amount value 1|2");
    }

    @Test
    void callsAListWithTheSameElementsElsewhereAnotherOrder() {
        assertFound(
                "secret_words: ['a', 'b'] items { name: 'a' } items { name: 'b' }",
                "secret_words: ['a', 'b'] items { name: 'b' } items { name: 'a' }",
                "items order [{name: \"a\"}, {name: \"b\"}]|[{name: \"b\"}, {name: \"a\"}]");
    }

    @Test
    void takesOneElementMoreForOneDifference() {
        assertFound(
                "items { name: 'a' } items { name: 'b' } items { name: 'c' }",
                "items { name: 'a' } items { name: 'c' }",
                "items length 3|2",
                "items[1] missing {name: \"b\"}|");
        assertFound(
                "kinds { int64_list: [2] }",
                "kinds { int64_list: [1, 2] }",
                "kinds.int64_list length 1|2",
                "kinds.int64_list[0] extra |1");
    }

    @Test
    void comparesMapsByKey() {
        assertThat(compare(
                        "counts { key: 1 value: RED } counts { key: 2 value: BLUE }",
                        "counts { key: 2 value: BLUE } counts { key: 1 value: ROUGE }"))
                .isEqualTo(Comparison.MATCH);
        assertFound(
                "named { key: 'a' value { amount: 1 } } named { key: 'b' value {} }",
                "named { key: 'a' value { amount: 2 } } named { key: 'c' value {} }",
                "named{\"a\"}.amount value 1|2",
                "named{\"b\"} missing {}|",
                "named{\"c\"} extra |{}");
        assertThat(compare("named { key: 'a' value { amount: 1 } }", "named { key: 'a' value { amount: 2 } }")
                        .differences())
                .extracting(FieldDifference::pattern)
                .containsExactly("named{}.amount");
    }

    @Test
    void takesNanForNanAndTellsZerosApart() {
        assertThat(compare("kinds { double: nan float_list: nan }", "kinds { double: nan float_list: nan } near: 1"))
                .isEqualTo(Comparison.TOLERATED);
        assertFound("kinds { double_list: 0 }", "kinds { double_list: -0 }", "kinds.double_list[0] value 0.0|-0.0");
    }

    @Test
    void comparesEnumsByNumberUnknownOnesToo() {
        assertThat(compare("kinds { enum: RED } near: 1", "kinds { enum: ROUGE }"))
                .isEqualTo(Comparison.TOLERATED);
        assertFound("kinds { enum: 77 }", "kinds { enum: 78 }", "kinds.enum value 77|78");
    }

    @Test
    void comparesFieldsThatTheContractDoesNotKnowAndWritesThemAsDigests() {
        byte[] body = SampleContract.reply("tip: 't'").toBuilder()
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                99,
                                UnknownFieldSet.Field.newBuilder()
                                        .addVarint(4_711)
                                        .build())
                        .build())
                .build()
                .toByteArray();

        Comparison comparison = compare(body, SampleContract.reply("tip: 't'").toByteArray());

        assertThat(comparison.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.path()).isEqualTo("99");
            assertThat(difference.kind()).isEqualTo("unknown-field");
            assertThat(difference.served()).matches("digest:[0-9a-f]{16}");
            assertThat(difference.other()).isEmpty();
        });
    }

    @Test
    void looksIntoAnAnyWhoseTypeTheContractKnows() {
        String any = "packed { [type.googleapis.com/sample.Item] { seen: %d amount: %d tags: %s } }";

        assertThat(compare(any.formatted(1, 5, "['a', 'b']"), any.formatted(2, 5, "['b', 'a']")))
                .isEqualTo(Comparison.MATCH);
        assertFound(any.formatted(1, 5, "'a'"), any.formatted(1, 6, "'a'"), "packed.(sample.Item).amount value 5|6");
    }

    @Test
    void comparesAnAnyOfAnotherTypeByItsBytes() {
        Comparison comparison = compare(
                "packed { type_url: 'x/elsewhere.Thing' value: 'secret' }",
                "packed { type_url: 'x/elsewhere.Thing' value: 'public' }");

        assertThat(comparison.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.path()).isEqualTo("packed.value");
            assertThat(difference.served()).matches("6 bytes, digest:[0-9a-f]{16}");
        });
    }

    @Test
    void comparesNothingWhenTheBasisDiffers() {
        assertThat(compare("tip: 'a' near: 1 item { amount: 1 }", "tip: 'b' near: 90 item { amount: 2 }"))
                .isEqualTo(Comparison.notCompared("basis"));
        assertThat(compare("tip: 'a' near: 1", "tip: 'a' near: 90").outcome()).isEqualTo(Outcome.MISMATCH);
    }

    @Test
    void writesSensitiveValuesAsDigestsOnly() {
        Comparison comparison = compare(
                "item { secret: 'hunter2' } secret_item { amount: 123456 children { name: 'hunter2' } } "
                        + "secret_words: ['hunter2'] secret_map { key: 'hunter2' value: 'hunter2' } "
                        + "items { secret: 'hunter2' }",
                "item { secret: 'other' } secret_item { amount: 654321 } secret_words: ['other']");

        assertThat(comparison.differences()).hasSizeGreaterThanOrEqualTo(6);
        assertThat(comparison.toString()).doesNotContain("hunter2", "123456", "654321", "other\"");
        assertThat(comparison.differences())
                .filteredOn(difference -> difference.path().equals("item.secret"))
                .extracting(FieldDifference::served)
                .containsExactly("digest:" + DIGESTS.digest("hunter2"));
    }

    @Test
    void callsABodyThatCannotBeParsedMalformed() {
        Comparison comparison = compare(new byte[] {10, 127}, new byte[] {});

        assertThat(comparison.outcome()).isEqualTo(Outcome.MISMATCH);
        assertThat(comparison.differences())
                .containsExactly(
                        new FieldDifference("", "", "malformed", "malformed, 2 bytes", "well-formed, 0 bytes"));
    }

    @Test
    void cutsLongValuesAndEscapesWhatWouldMoveACursor() {
        FieldDifference difference = compare("item { name: '\\033[2J\\n%s' }".formatted("x".repeat(1_000)), "item {}")
                .differences()
                .getFirst();

        assertThat(difference.served())
                .hasSize(256)
                .startsWith("\"\\u001b[2J\\u000axxx")
                .endsWith("…");
        assertThat(difference.other()).isEqualTo("\"\"");
    }

    @Test
    void keepsOneDifferenceOfEachFieldBeforeManyOfOne() {
        String one = "items { name: 'a' } ".repeat(500);
        String two = "items { name: 'b' } ".repeat(500);

        List<FieldDifference> differences =
                compare(one + "numbers_bag: 1", two + "numbers_bag: 2").differences();

        assertThat(differences).hasSize(Comparison.MOST_DIFFERENCES);
        assertThat(differences).extracting(FieldDifference::pattern).contains("items[].name", "numbers_bag[]");
    }

    private static void assertFound(String served, String other, String... differences) {
        Comparison comparison = compare(served, other);
        assertThat(comparison.outcome()).isEqualTo(Outcome.MISMATCH);
        assertThat(comparison.differences())
                .extracting(found -> found.path() + " " + found.kind() + " " + found.served() + "|" + found.other())
                .containsExactly(differences);
    }

    private static Comparison compare(String served, String other) {
        return compare(
                SampleContract.reply(served).toByteArray(),
                SampleContract.reply(other).toByteArray());
    }

    private static Comparison compare(byte[] served, byte[] other) {
        return COMPARATOR.compare(SampleContract.GET, ComparedReply.answer(served), ComparedReply.answer(other));
    }
}
