package cn.yunce.forecasting.routing.road;

import cn.yunce.forecasting.routing.road.Roads.Place;
import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openstreetmap.osmosis.osmbinary.Fileformat;
import org.openstreetmap.osmosis.osmbinary.Osmformat;

/** Writes small maps as {@code .osm.pbf}. */
final class Maps {
    private static final double UNITS_A_DEGREE = 1e7;
    private static final int NANODEGREES = 100;

    private Maps() {}

    /** @param nodes by number from 1 */
    record Way(Map<String, String> tags, List<Long> nodes) {}

    /** @param nodes numbered from 1 */
    static Path write(Path file, List<Place> nodes, List<Way> ways) throws IOException {
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            block(
                    out,
                    "OSMHeader",
                    Osmformat.HeaderBlock.newBuilder()
                            .addRequiredFeatures("OsmSchema-V0.6")
                            .build());
            List<String> strings = new ArrayList<>(List.of(""));
            Osmformat.PrimitiveGroup.Builder points = Osmformat.PrimitiveGroup.newBuilder();
            for (int i = 0; i < nodes.size(); i++) {
                points.addNodes(Osmformat.Node.newBuilder()
                        .setId(i + 1)
                        .setLat(Math.round(nodes.get(i).latitude() * UNITS_A_DEGREE))
                        .setLon(Math.round(nodes.get(i).longitude() * UNITS_A_DEGREE)));
            }
            Osmformat.PrimitiveGroup.Builder lines = Osmformat.PrimitiveGroup.newBuilder();
            for (int i = 0; i < ways.size(); i++) {
                lines.addWays(way(ways.get(i), i + 1, strings));
            }
            Osmformat.StringTable.Builder table = Osmformat.StringTable.newBuilder();
            strings.forEach(text -> table.addS(ByteString.copyFromUtf8(text)));
            block(
                    out,
                    "OSMData",
                    Osmformat.PrimitiveBlock.newBuilder()
                            .setStringtable(table)
                            .setGranularity(NANODEGREES)
                            .addPrimitivegroup(points)
                            .addPrimitivegroup(lines)
                            .build());
        }
        return file;
    }

    private static Osmformat.Way way(Way way, int id, List<String> strings) {
        Osmformat.Way.Builder written = Osmformat.Way.newBuilder().setId(id);
        way.tags().forEach((key, value) -> {
            strings.add(key);
            written.addKeys(strings.size() - 1);
            strings.add(value);
            written.addVals(strings.size() - 1);
        });
        long before = 0;
        for (long node : way.nodes()) {
            written.addRefs(node - before);
            before = node;
        }
        return written.build();
    }

    private static void block(DataOutputStream out, String type, MessageLite content) throws IOException {
        ByteString raw = content.toByteString();
        byte[] blob = Fileformat.Blob.newBuilder()
                .setRaw(raw)
                .setRawSize(raw.size())
                .build()
                .toByteArray();
        byte[] head = Fileformat.BlobHeader.newBuilder()
                .setType(type)
                .setDatasize(blob.length)
                .build()
                .toByteArray();
        out.writeInt(head.length);
        out.write(head);
        out.write(blob);
    }
}
