package cn.yunce.assistant.retrieval;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import cn.yunce.assistant.corpus.QuestionEncoder;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * {@link BgeSmall} with upper layers that were tuned on typical questions, so that those of one article are near to each other
 * (training-data/tuning/train_encoder.py; supervised contrastive learning, Khosla et al. 2020). Loaded at first use.
 */
@Component
final class TunedEncoder implements QuestionEncoder {
    static final String FILE = "question-encoder.bin";

    private static final int INT8 = 3;

    private final byte[] weights;
    private final String version;
    private @Nullable BgeSmall model;

    /** With the weights that come with the product. */
    @Autowired
    TunedEncoder() {
        this(Words.read(FILE, InputStream::readAllBytes));
    }

    /** @param weights as train_encoder.py writes them */
    TunedEncoder(byte[] weights) {
        this.weights = weights.clone();
        version = DigestUtils.sha256Hex(weights);
    }

    @Override
    public float[] encode(String question) {
        return model().embed(question);
    }

    @Override
    public List<float[]> encode(List<String> questions) {
        return model().embed(questions);
    }

    @Override
    public String version() {
        return version;
    }

    private synchronized BgeSmall model() {
        BgeSmall loaded = model;
        if (loaded == null) {
            try {
                loaded = new BgeSmall(read(weights));
            } catch (IOException | OrtException e) {
                throw new IllegalStateException(
                        "the weights of the question encoder cannot be read: " + e.getMessage(), e);
            }
            model = loaded;
        }
        return loaded;
    }

    /** Count of tensors; of each its name, its kind (1 for 32-bit numbers, 3 for signed bytes), how many dimensions, these, and its numbers, all big-endian. */
    private static Map<String, OnnxTensor> read(byte[] bytes) throws IOException, OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        Map<String, OnnxTensor> tensors = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String name = in.readUTF();
            boolean whole = in.readByte() == INT8;
            long[] shape = new long[in.readByte()];
            int count = 1;
            for (int i = 0; i < shape.length; i++) {
                shape[i] = in.readInt();
                count *= (int) shape[i];
            }
            byte[] numbers = in.readNBytes(whole ? count : Float.BYTES * count);
            if (numbers.length < (whole ? count : Float.BYTES * count)) {
                throw new IOException(name + ": expected " + count + " numbers, the file ended");
            }
            tensors.put(
                    name,
                    whole
                            ? OnnxTensor.createTensor(environment, ByteBuffer.wrap(numbers), shape, OnnxJavaType.INT8)
                            : OnnxTensor.createTensor(
                                    environment, ByteBuffer.wrap(numbers).asFloatBuffer(), shape));
        }
        return tensors;
    }
}
