### Programs that act for an account: access tokens and webhooks.


## Access tokens

tokens-title = رموز الوصول
tokens-lead = للبرامج التي ترفع الصور أو تقرأها دون الحاجة إلى كلمة مرورك. تغيير كلمة المرور يُلغيها كلها.
tokens-week = أسبوع
tokens-month = شهر
tokens-quarter = ثلاثة أشهر
tokens-year = سنة
tokens-until = حتى { $date }
tokens-expired = انتهى في { $date }
tokens-used = آخر استخدام { $ago }
tokens-unused = لم يُستخدم قط
tokens-revoke = إلغاء
tokens-revoke-one = إلغاء { $name }
tokens-revoke-ask = هل تريد إلغاء هذا الرمز؟
tokens-revoke-lead = يتوقف «{ $name }» عن العمل فورًا. أي برنامج يستخدمه سيحتاج إلى رمز جديد.
tokens-revoke-yes = إلغاء الرمز
tokens-ready = «{ $name }» جاهز.
tokens-once = انسخه الآن: لن يُعرض مرة أخرى.
tokens-copy = نسخ الرمز
tokens-none = لا رموز وصول
tokens-none-lead = أنشئ واحدًا لكل برنامج أو جهاز لتتمكن من إلغائه وحده.
tokens-new = رمز جديد
tokens-name = ما الغرض منه؟
tokens-example = حاسوب المكتب
tokens-scopes = ما الذي يُسمح له به؟
tokens-life = ما مدة صلاحيته؟
tokens-make = إنشاء رمز
tokens-making = يجري الإنشاء …
scope-upload-short = يرفع الصور
scope-upload = رفع الصور
scope-upload-means = يضيف الصور ويعرف ما آلت إليه. لا يرى أي صورة.
scope-read-short = يقرأ
scope-read = قراءة
scope-read-means = يرى الصور والأرقام والتحديثات المباشرة، ويمكنه التصدير.
scope-manage-short = يدير
scope-manage = إدارة
scope-manage-means = يقرأ وينشئ الفعاليات ويغيّرها، ويخفي الصور ويحذفها، وينشئ الروابط والأكشاك. لا يمكنه حذف الفعاليات.

## Where something holds

where-legend = أيّ الفعاليات؟
where-all = كل فعالياتي
where-all-means = بما فيها ما تنشئه لاحقًا.
where-some = بعضها فقط
where-some-means = اخترها أدناه.
where-events = الفعاليات
where-none = ليس لديك فعاليات بعد.
where-everywhere = كل الفعاليات
where-count = { $count ->
    [zero] لا فعاليات
    [one] فعالية واحدة
    [two] فعاليتان
    [few] { $count } فعاليات
    [many] { $count } فعالية
   *[other] { $count } فعالية
  }
where-number = الفعالية { $id }
choose-one = اختر واحدًا على الأقل.

## Webhooks

hooks-title = إشعارات الويب
hooks-lead = يُبلَّغ برنامجك بما يحدث برسالة موقّعة إلى عنوانه. تذكر الرسالة الصورة والفعالية، ولا تذكر الأشخاص أبدًا.
hooks-disabled = معطّل. { $why } احفظه مرة أخرى للمتابعة.
hooks-failing = لا تصل الرسائل؛ فشلت أولاها { $ago }. نواصل المحاولة.
delivery-waiting = في الطريق
delivery-delivered = سُلّمت
hooks-failed = لم تُسلَّم: { $why }
hooks-again-in = { $why }؛ المحاولة التالية بعد { $time }
hooks-delete = حذف
hooks-delete-one = حذف { $name }
hooks-delete-ask = هل تريد حذف إشعار الويب هذا؟
hooks-delete-lead = لن يُبلَّغ «{ $name }» بشيء بعد الآن. تُهمل الرسائل المنتظرة.
hooks-delete-yes = حذف إشعار الويب
hooks-none = لا إشعارات ويب
hooks-none-lead = لعرض شرائح أو أرشيف أو محادثة ينبغي إبلاغها بالصور فور جاهزيتها.
hooks-messages = الرسائل
hooks-messages-of = الرسائل إلى { $name }
hooks-copy = نسخ المفتاح السري
hooks-change = تعديل
hooks-change-one = تعديل { $name }
hooks-close = إغلاق
hooks-save = حفظ
hooks-saving = يجري الحفظ …
hooks-make = إنشاء إشعار ويب
hooks-new = إشعار ويب جديد
hooks-who = ما هو؟
hooks-example = عرض شرائح
hooks-address = العنوان
hooks-kinds = بماذا نُبلغه؟
hook-photo-indexed-short = الصور الجاهزة
hook-photo-indexed = صورة جاهزة
hook-photo-indexed-means = تمت معالجتها.
hook-photo-replaced-short = الصور النهائية
hook-photo-replaced = حلّت صورة نهائية محل صورة
hook-photo-replaced-means = تُعرض النسخة النهائية من الآن.
hook-photo-released-short = الصور المنشورة
hook-photo-released = صورة منشورة
hook-photo-released-means = يمكن للضيوف رؤيتها من الآن.
hook-matches-counted-short = التطابقات
hook-matches-counted = وجد ضيوف صورًا
hook-matches-counted-means = عدد التطابقات، خلال دقيقة من كل تغيير.
hook-event-deleted-short = الفعاليات المحذوفة
hook-event-deleted = حُذفت فعالية
hook-event-deleted-means = لم يبقَ منها شيء.
hooks-test = إرسال اختبار
hooks-test-message = اختبار
hooks-log-none = لم يُرسل شيء بعد. تُعرض الرسائل لمدة 14 يومًا.
hooks-send-again = إعادة الإرسال
