using Labelsmith.Learning.Methods;

namespace Labelsmith.Learning.Plans;

/// <summary>A learner that decides by <see cref="LearningContext.Plan"/>, and closes it before it trains.</summary>
internal interface IPlannedLearner : ILearner;
