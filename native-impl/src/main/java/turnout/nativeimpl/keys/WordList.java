package turnout.nativeimpl.keys;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import turnout.keys.v1.Language;

/** One of BIP39's word lists: 2,048 words in NFKD, in their order. Immutable. */
final class WordList {

    private static final int SIZE = 2048;
    private static final String PREFIX = "LANGUAGE_";

    private final Language language;
    private final Map<String, Integer> indexes;
    private final List<int[]> codePoints;
    private final List<String> words;

    private WordList(Language language, List<String> words) {
        this.language = language;
        this.words = List.copyOf(words);
        this.codePoints =
                words.stream().map(word -> word.codePoints().toArray()).toList();
        Map<String, Integer> byWord = HashMap.newHashMap(words.size());
        for (int i = 0; i < words.size(); i++) {
            byWord.put(words.get(i), i);
        }
        this.indexes = Map.copyOf(byWord);
    }

    /** Reads the list of a language that has one. */
    static WordList load(Language language) {
        String name = language.name().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
        String resource = "/turnout/nativeimpl/bip39/" + name + ".txt";
        try (InputStream in = WordList.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            List<String> words = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> Normalizer.normalize(line.strip(), Normalizer.Form.NFKD))
                    .toList();
            if (words.size() != SIZE) {
                throw new IllegalStateException(resource + " has " + words.size() + " words, expected " + SIZE);
            }
            return new WordList(language, words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Language language() {
        return language;
    }

    /** The place of a word in NFKD, from 0; -1 for a word that is not in the list. */
    int indexOf(String word) {
        Integer index = indexes.get(word);
        return index == null ? -1 : index;
    }

    /** The word in NFKD at a place, from 0. */
    String word(int index) {
        return words.get(index);
    }

    /** Words within one edit of one that is not in the list, in the list's order. */
    List<String> suggestions(String word) {
        int[] wrong = word.codePoints().toArray();
        List<String> near = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (OneEdit.apart(wrong, codePoints.get(i))) {
                near.add(words.get(i));
            }
        }
        return near;
    }
}
