package turnout.nativeimpl.keys;

import java.util.Arrays;
import java.util.List;
import turnout.keys.v1.Language;

/** All twelve word lists, read when the first sentence is checked. */
final class WordLists {

    /** In the order of the enum, which is the order that detection tries them in. */
    static final List<WordList> ALL = Arrays.stream(Language.values())
            .filter(language -> language != Language.LANGUAGE_UNSPECIFIED && language != Language.UNRECOGNIZED)
            .map(WordList::load)
            .toList();

    private WordLists() {}

    static WordList of(Language language) {
        return ALL.stream()
                .filter(list -> list.language() == language)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no word list: " + language));
    }
}
