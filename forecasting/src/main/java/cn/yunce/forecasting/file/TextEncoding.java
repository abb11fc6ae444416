package cn.yunce.forecasting.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Tells UTF-8 from GB18030 by reading the whole text: GB18030 takes nearly any bytes, so only a text that is not UTF-8 is, and a
 * text that is UTF-8 nearly everywhere is broken UTF-8 rather than GB18030.
 */
final class TextEncoding {
    static final Charset GB18030 = Charset.forName("GB18030");

    private TextEncoding() {}

    /**
     * @throws IOException whose message says what was expected, when it is neither
     */
    static Charset detect(InputStream text) throws IOException {
        InputStream in = new BufferedInputStream(text, 1 << 16);
        CharsetDecoder utf8 = strict(StandardCharsets.UTF_8);
        CharsetDecoder gb = strict(GB18030);
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        ByteBuffer gbBytes = ByteBuffer.allocate((1 << 16) + 8);
        CharBuffer chars = CharBuffer.allocate(1 << 16);
        long line = 1;
        long firstBadLine = 0;
        long bad = 0;
        long multiByte = 0;
        boolean gbFits = true;
        boolean first = true;
        for (boolean end = false; !end; ) {
            int from = bytes.position();
            int read = in.readNBytes(bytes.array(), from, bytes.remaining());
            end = read < bytes.remaining();
            bytes.position(from + read).flip();
            if (first && startsWithUtf16Mark(bytes)) {
                throw new IOException("text in UTF-8 or GB18030, found UTF-16");
            }
            first = false;
            for (int i = from; i < bytes.limit(); i++) {
                if (bytes.get(i) == 0) {
                    throw new IOException("text, found a zero byte");
                }
            }
            if (gbFits) {
                gbBytes.put(bytes.array(), from, read).flip();
                gbFits = gbFits(gb, gbBytes, chars, end);
                gbBytes.compact();
            }
            CoderResult result;
            do {
                chars.clear();
                int before = bytes.position();
                result = utf8.decode(bytes, chars, end);
                multiByte += bytes.position() - before - chars.position();
                line += newlines(bytes, before, bytes.position());
                if (result.isError()) {
                    bad++;
                    firstBadLine = firstBadLine == 0 ? line : firstBadLine;
                    bytes.position(bytes.position() + result.length());
                }
            } while (result.isError() || result.isOverflow());
            bytes.compact();
        }
        if (bad == 0) {
            return StandardCharsets.UTF_8;
        }
        if (!gbFits || multiByte > 20 * bad) {
            throw new IOException("text in UTF-8 or GB18030, found broken bytes in line " + firstBadLine);
        }
        return GB18030;
    }

    static CharsetDecoder strict(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private static boolean gbFits(CharsetDecoder gb, ByteBuffer bytes, CharBuffer chars, boolean end) {
        try {
            CoderResult result;
            do {
                chars.clear();
                result = gb.decode(bytes, chars, end);
                if (result.isError()) {
                    result.throwException();
                }
            } while (result.isOverflow());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean startsWithUtf16Mark(ByteBuffer bytes) {
        if (bytes.limit() < 2) {
            return false;
        }
        int mark = bytes.getChar(0);
        return mark == 0xfeff || mark == 0xfffe;
    }

    private static long newlines(ByteBuffer bytes, int from, int to) {
        long lines = 0;
        for (int i = from; i < to; i++) {
            if (bytes.get(i) == '\n') {
                lines++;
            }
        }
        return lines;
    }
}
