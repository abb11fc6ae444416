package cn.yunce.assistant.persistence;

import cn.yunce.assistant.Answer;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Fields of the tables of V412. */
final class TurnRows {
    private TurnRows() {}

    static Answer answer(ResultSet row) throws SQLException {
        return JsonMapper.shared().readValue(row.getString("answer"), Answer.class);
    }

    static String json(Object value) {
        return JsonMapper.shared().writeValueAsString(value);
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return List.of((String[]) array.getArray());
    }
}
