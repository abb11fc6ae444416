package de.kherud.llama;

/** Chooses by request whether the adapter that was loaded with a model is applied; llama.cpp keeps the cached prompts of both apart. */
public final class RequestAdapters {
    private RequestAdapters() {}

    /** @param applied whether the first adapter is, of a model that was loaded with {@link ModelParameters#setLoraInitWithoutApply} */
    public static void set(InferenceParameters parameters, boolean applied) {
        parameters.parameters.put("lora", applied ? "[{\"id\":0,\"scale\":1.0}]" : "[]");
    }
}
