using Labelsmith.Domain;
using Labelsmith.Learning.Methods;

namespace Labelsmith.Learning.Text.Tagging;

/// <summary>Spans of texts, by a conditional random field on what is seen of tokens: seconds on some dozens of texts, in any
/// language.</summary>
internal sealed class TextTagging : ILearner
{
    public TaskKind Task => TaskKind.Tagging;

    public Medium Medium => Medium.Text;

    public void Learn(LearningSet items, LearningContext context)
    {
        var (train, validation) = TaggerTraining.Read(items, context);
        var training = new TaggerTraining(items.Classes.Count, context);
        var strength = training.Choose(train, validation);
        var (model, vocabulary) = training.Fit(train, validation, strength);
        var lean = training.ChooseLean(model, vocabulary, validation);
        if (validation.Count > 0 && context.GoesOn())
        {
            var again = training.Fit([.. train, .. validation], [], strength);
            if (context.GoesOn()) // else it was cut off, and the first fit is better
            {
                (model, vocabulary) = again;
                context.Note("After all choices were made, the weights were learned once more with the validation items.");
            }
        }

        model.Lean(vocabulary.Always, lean);
        TaggerFiles.Write(model, vocabulary, items, context);
    }
}
