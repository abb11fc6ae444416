package cn.yunce.assistant.guardrail;

import java.util.regex.Pattern;

/**
 * Tells text that speaks to the assistant from text that states something. A document is data: such a sentence is neither quoted nor
 * shown to a model.
 */
public final class Instructions {
    private static final Pattern TO_THE_ASSISTANT = Pattern.compile(
            "(?:忽略|无视|忘记|忘掉|不要理会|不要遵守|抛开)[^。；\\n]{0,12}(?:指令|指示|提示|规则|设定|要求|限制|对话|内容)"
                    + "|(?:系统|你的|内部|隐藏)(?:提示词|指令|设定)|提示词"
                    + "|(?:你现在|从现在起你|从现在开始你|今后你|请你)(?:是|扮演|必须|只能|要|就是)|扮演[^。；\\n]{0,8}(?:角色|助手|模型)"
                    + "|(?:AI|人工智能|语言模型|智能|聊天)助手[^。；\\n]{0,4}(?:必须|请|应|要|须|：)"
                    + "|(?:输出|打印|泄露|显示|透露|告诉我)[^。；\\n]{0,10}(?:密码|口令|密钥|令牌|提示词|环境变量)"
                    + "|(?:一律|直接|只能|只须|只需|统一)(?:回答|回复|输出)[：:“\"]"
                    + "|ignore (?:all |any )?(?:the )?(?:previous|above|prior|earlier)|disregard (?:all|the|any)|system prompt"
                    + "|you are now|<\\|?(?:im_start|im_end|system|assistant)\\|?>|\\[/?INST\\]",
            Pattern.CASE_INSENSITIVE);

    private Instructions() {}

    public static boolean in(String text) {
        return TO_THE_ASSISTANT.matcher(text).find();
    }
}
